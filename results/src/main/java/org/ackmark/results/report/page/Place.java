package org.ackmark.results.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.environment.Cpu;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Target;

/** Where a run was made, as terms and their meanings. */
final class Place {
  private static final double GIB = 1L << 30;

  private Place() {}

  static List<String[]> facts(Environment environment) {
    List<String[]> facts = new ArrayList<>();
    facts.add(new String[] {"Processor", cpu(environment.cpu())});
    facts.add(new String[] {"Kernel", kernel(environment.kernel())});
    for (Target target : environment.targets()) {
      facts.add(new String[] {"Disk", disk(target)});
      facts.add(new String[] {"File system", fileSystem(target)});
    }
    facts.add(new String[] {"Memory", gib(environment.memory().totalBytes())});
    facts.add(
        new String[] {"Java", environment.jdk().version() + ", " + environment.jdk().vendor()});
    return facts;
  }

  private static String cpu(Cpu cpu) {
    return joined(cpu.model(), cpu.threads() + " threads", cpu.architecture(), cpu.governor());
  }

  private static String kernel(Kernel kernel) {
    return joined(kernel.name() + " " + kernel.release(), kernel.virtualization());
  }

  private static String disk(Target target) {
    return target.devices().isEmpty()
        ? "not known"
        : target.devices().stream().map(Place::device).collect(Collectors.joining("; on "));
  }

  private static String device(Device device) {
    String fua = device.fua() == null ? null : device.fua() ? "FUA" : "no FUA";
    String cache = device.writeCache() == null ? null : "cache " + device.writeCache();
    String size = device.sizeBytes() == null ? null : gib(device.sizeBytes());
    return joined(
        device.name() + " (" + device.kind() + ")",
        device.model(),
        size,
        cache,
        fua,
        device.scheduler());
  }

  private static String fileSystem(Target target) {
    return joined(target.fileSystem(), String.join(", ", target.mountOptions()));
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%,.0f GiB", bytes / GIB);
  }

  private static String joined(String... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }
}
