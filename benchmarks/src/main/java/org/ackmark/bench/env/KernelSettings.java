package org.ackmark.bench.env;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Settings and states of kernel and machine that change figures.
 *
 * @param turbo whether the processor's frequency may exceed the nominal one
 * @param dirtyRatioPercent share of free memory that may wait to be written back; 0 if in bytes
 * @param ioUringDisabled 0: everybody may use io_uring, 1: some, 2: nobody
 * @param onBattery absent on a machine without a battery
 */
public record KernelSettings(
    Optional<Boolean> turbo,
    OptionalLong numaNodes,
    OptionalLong dirtyRatioPercent,
    OptionalLong dirtyBytes,
    OptionalLong ioUringDisabled,
    Optional<Boolean> onBattery,
    TcpSettings tcp) {

  static KernelSettings read(KernelFiles files) {
    return new KernelSettings(
        turbo(files),
        numaNodes(files),
        KernelFiles.number(files.proc().resolve("sys/vm/dirty_ratio")),
        KernelFiles.number(files.proc().resolve("sys/vm/dirty_bytes")),
        KernelFiles.number(files.proc().resolve("sys/kernel/io_uring_disabled")),
        onBattery(files),
        TcpSettings.read(files));
  }

  private static Optional<Boolean> turbo(KernelFiles files) {
    return KernelFiles.flag(files.sys().resolve("devices/system/cpu/intel_pstate/no_turbo"))
        .map(off -> !off)
        .or(() -> KernelFiles.flag(files.sys().resolve("devices/system/cpu/cpufreq/boost")));
  }

  private static OptionalLong numaNodes(KernelFiles files) {
    Stream<String> names = KernelFiles.names(files.sys().resolve("devices/system/node")).stream();
    long nodes = names.filter(n -> n.matches("node[0-9]+")).count();
    return nodes > 0 ? OptionalLong.of(nodes) : OptionalLong.empty();
  }

  private static Optional<Boolean> onBattery(KernelFiles files) {
    List<String> states =
        KernelFiles.names(files.sys().resolve("class/power_supply")).stream()
            .filter(name -> name.startsWith("BAT"))
            .flatMap(name -> files.sys("class/power_supply/" + name + "/status").stream())
            .toList();
    return states.isEmpty() ? Optional.empty() : Optional.of(states.contains("Discharging"));
  }
}
