package org.ackmark.bench.env;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.results.environment.Cgroup;
import org.ackmark.results.environment.Cpu;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Memory;
import org.ackmark.results.environment.NetworkInterface;

/**
 * The machine, its kernel and the Java runtime that runs this.
 *
 * @param virtual whether it is a virtual machine; absent when nothing tells
 */
public record Machine(
    Optional<String> hostName,
    Cpu cpu,
    Kernel kernel,
    KernelSettings settings,
    Optional<Boolean> virtual,
    Jdk jdk,
    Memory memory,
    Cgroup cgroup,
    List<NetworkInterface> networkInterfaces) {

  /** Copies the list. */
  public Machine {
    networkInterfaces = List.copyOf(networkInterfaces);
  }

  /** Reads it all; takes a few milliseconds. */
  public static Machine read(KernelFiles files) {
    Virtualization virtualization = Virtualization.read(files);
    return new Machine(
        files.proc("sys/kernel/hostname"),
        CpuInfo.read(files).cpu(files),
        kernel(files, virtualization),
        KernelSettings.read(files),
        virtualization.virtual(),
        JdkReader.read(),
        memory(files),
        CgroupReader.read(files, MountTable.read(files)),
        NetworkReader.read(files));
  }

  private static Kernel kernel(KernelFiles files, Virtualization virtualization) {
    return new Kernel(
        System.getProperty("os.name"),
        files.proc("sys/kernel/osrelease").orElse("unknown"),
        virtualization.words().orElse(null),
        files.sys("devices/system/clocksource/clocksource0/current_clocksource").orElse(null),
        leadingNumber(files, "uptime"),
        leadingNumber(files, "loadavg"));
  }

  private static Double leadingNumber(KernelFiles files, String name) {
    try {
      return files.proc(name).map(t -> Double.valueOf(t.split(" ", -1)[0])).orElse(null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Memory memory(KernelFiles files) {
    OptionalLong available = meminfo(files, "MemAvailable:");
    return new Memory(
        meminfo(files, "MemTotal:").orElseGet(Machine::memoryBytes),
        available.isPresent() ? available.getAsLong() : null);
  }

  private static OptionalLong meminfo(KernelFiles files, String key) {
    return KernelFiles.lines(files.proc().resolve("meminfo")).stream()
        .filter(l -> l.startsWith(key))
        .map(l -> KernelFiles.parse(l.replaceAll("[^0-9]", "")))
        .flatMapToLong(OptionalLong::stream)
        .map(kib -> kib * 1024)
        .findFirst();
  }

  /** As the Java runtime counts it. */
  private static long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
