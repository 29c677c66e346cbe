package org.ackmark.results.environment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hash by which two runs are known to come from the same machine, set up the same way.
 *
 * <p>Only facts count that stay the same as long as nobody changes the machine:
 *
 * <ul>
 *   <li>{@code cpu}: model, architecture, sockets, cores, threads, governor
 *   <li>{@code kernel}: name, release, virtualization
 *   <li>{@code jdk}: vendor, version
 *   <li>{@code cgroup}: cpus, memoryMaxBytes, ioMax without the device numbers
 *   <li>each of {@code targets}: fileSystem, the mountOptions that hold no path
 *   <li>each of its {@code devices}: kind, model, firmware, sizeBytes, writeCache, fua, scheduler,
 *       rotational, logicalBlockBytes, physicalBlockBytes
 *   <li>each physical one of {@code networkInterfaces}: driver, model
 * </ul>
 *
 * <p>All else is recorded but does not count: names, serial numbers and paths, which identify
 * without telling anything about speed; times, loads and free space; and what wavers from boot to
 * boot, such as bogomips, microcode, the total of the memory or a negotiated network speed.
 *
 * <p>The hash begins with the version of this list: hashes of different versions say nothing about
 * each other.
 */
public final class Fingerprint {
  private static final String VERSION = "1";
  private static final int HASH_BYTES = 8;

  private Fingerprint() {}

  /** The fingerprint of those facts: version, dash and 16 hexadecimal digits. */
  public static String of(Environment environment) {
    byte[] text = facts(environment).toString().getBytes(StandardCharsets.UTF_8);
    return VERSION + "-" + HexFormat.of().formatHex(sha256(text), 0, HASH_BYTES);
  }

  /** The facts that count, by name: what to show when two fingerprints differ. */
  public static SortedMap<String, String> facts(Environment environment) {
    Facts facts = new Facts();
    addCpu(facts, environment.cpu());
    facts.add("kernel.name", environment.kernel().name());
    facts.add("kernel.release", environment.kernel().release());
    facts.add("kernel.virtualization", environment.kernel().virtualization());
    facts.add("jdk.vendor", environment.jdk().vendor());
    facts.add("jdk.version", environment.jdk().version());
    addCgroup(facts, environment.cgroup());
    for (int i = 0; i < environment.targets().size(); i++) {
      addTarget(facts, "targets[" + i + "].", environment.targets().get(i));
    }
    facts.add("networkInterfaces", physical(environment.networkInterfaces()));
    return Collections.unmodifiableSortedMap(facts.values);
  }

  private static void addCpu(Facts facts, Cpu cpu) {
    facts.add("cpu.model", cpu.model());
    facts.add("cpu.architecture", cpu.architecture());
    facts.add("cpu.sockets", cpu.sockets());
    facts.add("cpu.cores", cpu.cores());
    facts.add("cpu.threads", cpu.threads());
    facts.add("cpu.governor", cpu.governor());
  }

  private static void addCgroup(Facts facts, Cgroup cgroup) {
    if (cgroup != null) {
      facts.add("cgroup.cpus", cgroup.cpus());
      facts.add("cgroup.memoryMaxBytes", cgroup.memoryMaxBytes());
      facts.add("cgroup.ioMax", withoutDeviceNumbers(cgroup.ioMax()));
    }
  }

  private static void addTarget(Facts facts, String prefix, Target target) {
    facts.add(prefix + "fileSystem", target.fileSystem());
    facts.add(prefix + "mountOptions", withoutPaths(target.mountOptions()));
    for (int i = 0; i < target.devices().size(); i++) {
      addDevice(facts, prefix + "devices[" + i + "].", target.devices().get(i));
    }
  }

  private static void addDevice(Facts facts, String prefix, Device device) {
    facts.add(prefix + "kind", device.kind());
    facts.add(prefix + "model", device.model());
    facts.add(prefix + "firmware", device.firmware());
    facts.add(prefix + "sizeBytes", device.sizeBytes());
    facts.add(prefix + "writeCache", device.writeCache());
    facts.add(prefix + "fua", device.fua());
    facts.add(prefix + "scheduler", device.scheduler());
    facts.add(prefix + "rotational", device.rotational());
    facts.add(prefix + "logicalBlockBytes", device.logicalBlockBytes());
    facts.add(prefix + "physicalBlockBytes", device.physicalBlockBytes());
  }

  /** A mount option with a path, as overlay has, tells of the user, not of the file system. */
  private static List<String> withoutPaths(List<String> options) {
    return options.stream().filter(option -> option.indexOf('/') < 0).sorted().toList();
  }

  /** The kernel begins each limit with major:minor, which may change from boot to boot. */
  private static List<String> withoutDeviceNumbers(List<String> limits) {
    return limits.stream().map(limit -> limit.replaceFirst("^\\d+:\\d+ ", "")).sorted().toList();
  }

  private static List<String> physical(List<NetworkInterface> interfaces) {
    return interfaces.stream()
        .filter(NetworkInterface::physical)
        .map(nic -> nic.driver() + " " + nic.model())
        .sorted()
        .toList();
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Collects facts; what is unknown counts as unknown, not as left out. */
  private static final class Facts {
    private final SortedMap<String, String> values = new TreeMap<>();

    void add(String name, Object value) {
      values.put(name, value == null ? "unknown" : value.toString());
    }
  }
}
