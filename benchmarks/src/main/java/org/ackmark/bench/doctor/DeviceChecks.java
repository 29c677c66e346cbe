package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.bench.env.BlockDevice;

/** What stands below the file system, and what it says of itself. */
final class DeviceChecks {
  private static final String WRITE_CACHE = "write cache of the device";
  private static final Set<String> FAIR_SCHEDULERS = Set.of("bfq", "cfq");

  private DeviceChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("D07", DeviceChecks::loop),
        new Check("D11", DeviceChecks::known),
        new Check("D12", DeviceChecks::flushCounter),
        new Check("D13", DeviceChecks::writeCache),
        new Check("D18", DeviceChecks::scheduler),
        new Check("D22", DeviceChecks::throttled));
  }

  private static Stream<BlockDevice> chain(Subject s) {
    return s.directory().device().stream().flatMap(BlockDevice::chain);
  }

  private static Symptom loop(Subject s) {
    String evidence = s.directory().device().map(BlockDevice::describe).orElse("device unknown");
    return chain(s).anyMatch(d -> d.kind().equals("loop"))
        ? Symptom.warning(
            "a file stands in for the disk",
            evidence,
            "choose a file system on the disk itself: the other one adds its own work")
        : Symptom.fine("no loop device", evidence);
  }

  private static Symptom known(Subject s) {
    return s.directory()
        .device()
        .map(d -> Symptom.fine("the device is known", d.describe()))
        .orElseGet(() ->
            Symptom.warning(
                "the device below the directory is unknown",
                "no block device for file system type " + s.directory().fileSystem(),
                "choose a directory on a block device that /sys shows"));
  }

  private static Symptom flushCounter(Subject s) {
    boolean counted =
        !s.disks().isEmpty()
            && s.disks().stream()
                .allMatch(d -> d.counters().map(c -> c.flushes().isPresent()).orElse(false));
    return counted
        ? Symptom.fine("flushes are counted", "/sys/block/*/stat of " + s.diskNames())
        : Symptom.warning(
            "nobody counts flushes: that a sync reaches the device stays unproven",
            "no field 16 in /sys/block/*/stat",
            "use Linux 5.5 or later, outside a container that hides the device");
  }

  private static Symptom writeCache(Subject s) {
    if (s.disks().isEmpty() || s.disks().stream().anyMatch(d -> d.writeCache().isEmpty())) {
      return Symptom.warning(
          WRITE_CACHE + ": unknown",
          "no queue/write_cache",
          "ask its maker whether it has a volatile cache, and whether power loss is covered");
    }
    String evidence =
        s.disks().stream()
            .map(d -> d.name() + " says " + d.writeCache().orElse(""))
            .collect(Collectors.joining(", "));
    List<BlockDevice> through =
        s.disks().stream().filter(d -> d.writeCache().get().equals("write through")).toList();
    if (through.isEmpty()) {
      return Symptom.fine(WRITE_CACHE, evidence);
    }
    return through.stream().allMatch(d -> d.kind().equals("nvme"))
        ? Symptom.note(
            "the device says that it has no volatile cache", evidence, "no flush will be counted")
        : Symptom.warning(
            "no flush is sent to the device, by its setting",
            evidence,
            "make sure that nobody set queue/write_cache by hand and that power loss is covered");
  }

  private static Symptom scheduler(Subject s) {
    String evidence =
        s.disks().stream()
            .map(d -> d.name() + " uses " + d.scheduler().orElse("an unknown one"))
            .collect(Collectors.joining(", ", "", ""));
    return s.disks().stream().anyMatch(d -> FAIR_SCHEDULERS.contains(d.scheduler().orElse("")))
        ? Symptom.warning(
            "the I/O scheduler holds writes back for the sake of fairness",
            evidence,
            "echo none (or mq-deadline) into /sys/block/DEVICE/queue/scheduler")
        : Symptom.fine("I/O scheduler", evidence.isEmpty() ? "device unknown" : evidence);
  }

  /** Of any device: which of a stack a limit has to name differs. */
  private static Symptom throttled(Subject s) {
    List<String> limits = s.machine().cgroup().ioMax();
    return limits.isEmpty()
        ? Symptom.fine("no limit on I/O", "none in io.max or blkio.throttle")
        : Symptom.warning(
            "the control group limits I/O",
            String.join("; ", limits),
            "run outside it, unless the limit is meant");
  }
}
