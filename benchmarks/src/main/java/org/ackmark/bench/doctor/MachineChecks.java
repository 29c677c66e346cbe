package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ackmark.bench.env.KernelSettings;

/** Do the machine and its kernel run steadily? */
final class MachineChecks {
  private static final double STEAL_PERCENT = 1;
  private static final long USUAL_DIRTY_RATIO_PERCENT = 20; // the kernel's default
  private static final Set<String> SLOW_CLOCKS =
      Set.of("hpet", "acpi_pm", "jiffies", "refined-jiffies");

  private MachineChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("D20", MachineChecks::ioUring),
        new Check("D21", MachineChecks::dirtyRatio),
        new Check("D23", MachineChecks::processorLimit),
        new Check("D24", MachineChecks::governor),
        new Check("D25", MachineChecks::turbo),
        new Check("D26", MachineChecks::steal),
        new Check("D27", MachineChecks::virtual),
        new Check("D28", MachineChecks::battery),
        new Check("D29", MachineChecks::clock));
  }

  private static KernelSettings settings(Subject s) {
    return s.machine().settings();
  }

  private static Symptom ioUring(Subject s) {
    if (settings(s).ioUringDisabled().isEmpty()) {
      return Symptom.unknown("io_uring");
    }
    long disabled = settings(s).ioUringDisabled().getAsLong();
    String evidence = "kernel.io_uring_disabled=" + disabled;
    return disabled == 0
        ? Symptom.fine("io_uring is allowed", evidence)
        : Symptom.note(
            "io_uring is disabled: its variants will be skipped",
            evidence,
            "sysctl kernel.io_uring_disabled=0, if they are to be measured");
  }

  private static Symptom dirtyRatio(Subject s) {
    if (settings(s).dirtyRatioPercent().isEmpty()) {
      return Symptom.unknown("write-back of dirty pages");
    }
    long percent = settings(s).dirtyRatioPercent().getAsLong();
    String evidence =
        percent == 0
            ? "vm.dirty_bytes=" + settings(s).dirtyBytes().orElse(0)
            : "vm.dirty_ratio=" + percent;
    return percent <= USUAL_DIRTY_RATIO_PERCENT
        ? Symptom.fine("write-back of dirty pages", evidence)
        : Symptom.warning(
            "much may wait to be written back: unsynced variants look faster, then stall",
            evidence,
            "sysctl vm.dirty_ratio=20");
  }

  private static Symptom processorLimit(Subject s) {
    Double cpus = s.machine().cgroup().cpus();
    if (cpus == null) {
      return Symptom.fine("no limit on processor time", "none in cpu.max or cpu.cfs_quota_us");
    }
    return Symptom.warning(
        "the control group limits processor time: threads stall when it is spent",
        String.format(Locale.ROOT, "%.2f processors", cpus),
        "run outside it, unless the limit is meant");
  }

  private static Symptom governor(Subject s) {
    String governor = s.machine().cpu().governor();
    if (governor == null) {
      return Symptom.fine("frequency governor", "none: firmware or hypervisor decides");
    }
    return governor.equals("performance")
        ? Symptom.fine("frequency governor", governor)
        : Symptom.warning(
            "the processor slows down while it waits for the disk",
            "governor " + governor,
            "cpupower frequency-set -g performance");
  }

  private static Symptom turbo(Subject s) {
    return settings(s)
        .turbo()
        .map(on ->
            on
                ? Symptom.note(
                    "turbo is on: the frequency depends on heat and neighbours",
                    "intel_pstate/no_turbo or cpufreq/boost",
                    "switch it off for comparisons of a few per cent")
                : Symptom.fine("turbo is off", "intel_pstate/no_turbo or cpufreq/boost"))
        .orElseGet(() -> Symptom.unknown("turbo"));
  }

  private static Symptom steal(Subject s) {
    OptionalDouble steal =
        s.trials().watch().map(IdleWatch::stealPercent).orElse(OptionalDouble.empty());
    if (steal.isEmpty()) {
      return Symptom.unknown("processor time stolen by the hypervisor");
    }
    String evidence = String.format(Locale.ROOT, "steal %.1f %%", steal.getAsDouble());
    return steal.getAsDouble() <= STEAL_PERCENT
        ? Symptom.fine("no processor time is stolen", evidence)
        : Symptom.warning(
            "the hypervisor gives processor time to others",
            evidence,
            "use a dedicated machine, or more blocks");
  }

  private static Symptom virtual(Subject s) {
    Optional<Boolean> virtual = s.machine().virtual();
    if (virtual.isEmpty()) {
      return Symptom.unknown("virtual machine or not");
    }
    return virtual.get()
        ? Symptom.note(
            "a virtual machine: what a flush is worth is the hypervisor's word",
            s.machine().kernel().virtualization(),
            "ask the provider whether flushes reach stable storage")
        : Symptom.fine("not a virtual machine", "no hypervisor flag in /proc/cpuinfo");
  }

  private static Symptom battery(Subject s) {
    return settings(s).onBattery().orElse(false)
        ? Symptom.warning(
            "the machine runs on its battery", "class/power_supply says Discharging", "plug it in")
        : Symptom.fine("not on battery", "none is discharging");
  }

  private static Symptom clock(Subject s) {
    String clock = s.machine().kernel().clockSource();
    if (clock == null) {
      return Symptom.unknown("clock source");
    }
    return SLOW_CLOCKS.contains(clock)
        ? Symptom.warning(
            "reading the clock is slow", "clock source " + clock, "use tsc, if it is stable here")
        : Symptom.fine("clock source", clock);
  }
}
