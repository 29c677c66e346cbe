package org.ackmark.results.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The machine as {@code key: value} lines, without anything that names it: no host, no path, no
 * serial number, no device name, which may change from boot to boot. What is unknown is empty.
 */
public final class MachineLines {
  private MachineLines() {}

  /** The lines, in a fixed order. */
  public static Map<String, String> of(Environment environment) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("cpu", cpu(environment.cpu()));
    lines.put("kernel", environment.kernel().name() + " " + environment.kernel().release());
    lines.put("virtualization", environment.kernel().virtualization());
    lines.put("jdk", environment.jdk().vendor() + " " + environment.jdk().version());
    lines.put("fs", targets(environment, MachineLines::fileSystem));
    lines.put("disk", devices(environment, MachineLines::disk));
    lines.put("write-cache", devices(environment, Device::writeCache));
    lines.put("scheduler", devices(environment, Device::scheduler));
    lines.put("fingerprint", environment.fingerprint());
    lines.replaceAll((key, value) -> value == null ? "" : onOneLine(value));
    return lines;
  }

  /** The text without line ends and other control characters. */
  public static String onOneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  private static String cpu(Cpu cpu) {
    return cpu.model() + ", " + cpu.threads() + (cpu.threads() == 1 ? " thread" : " threads");
  }

  private static String fileSystem(Target target) {
    List<String> options =
        target.mountOptions().stream().filter(option -> option.indexOf('/') < 0).toList();
    return target.fileSystem() + (options.isEmpty() ? "" : " " + String.join(",", options));
  }

  private static String disk(Device device) {
    StringJoiner words = new StringJoiner(" ");
    words.add(device.kind());
    if (device.model() != null) {
      words.add(device.model());
    }
    if (device.sizeBytes() != null) {
      words.add(device.sizeBytes() + " bytes");
    }
    return words.toString();
  }

  private static String devices(Environment environment, Function<Device, String> fact) {
    return targets(environment, target -> joined(target.devices(), fact, " on "));
  }

  private static String targets(Environment environment, Function<Target, String> fact) {
    return joined(environment.targets(), fact, "; ");
  }

  private static <T> String joined(List<T> parts, Function<T, String> fact, String separator) {
    return parts.stream()
        .map(fact)
        .filter(Objects::nonNull)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(separator));
  }
}
