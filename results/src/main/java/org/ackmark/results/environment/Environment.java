package org.ackmark.results.environment;

import java.time.Instant;
import java.util.List;
import org.ackmark.results.Parameters;

/**
 * The machine, as a run found it: the content of {@code environment.json}. Immutable.
 *
 * @param fingerprint hash over the stable facts, see {@link Fingerprint}
 * @param takenAt when the facts were read
 * @param hostName name of the machine; redacted when written, unless asked for
 * @param cpu the processor
 * @param kernel the operating system
 * @param jdk the Java runtime of the program and of its forks
 * @param memory the main memory
 * @param cgroup the limits that the process runs under; absent outside a control group
 * @param targets the directories that were measured
 * @param networkInterfaces the network interfaces; empty if no network was used
 * @param facts whatever else was read; never part of the fingerprint
 */
public record Environment(
    String fingerprint,
    Instant takenAt,
    String hostName,
    Cpu cpu,
    Kernel kernel,
    Jdk jdk,
    Memory memory,
    Cgroup cgroup,
    List<Target> targets,
    List<NetworkInterface> networkInterfaces,
    Parameters facts) {

  /** Checks that the parts are there and copies the lists. */
  public Environment {
    requirePresent("fingerprint", fingerprint);
    requirePresent("takenAt", takenAt);
    requirePresent("cpu", cpu);
    requirePresent("kernel", kernel);
    requirePresent("jdk", jdk);
    requirePresent("memory", memory);
    requirePresent("targets", targets);
    targets = List.copyOf(targets);
    networkInterfaces = networkInterfaces == null ? List.of() : List.copyOf(networkInterfaces);
    facts = facts == null ? Parameters.none() : facts;
  }

  /** Those facts, with their fingerprint; {@code hostName} and {@code cgroup} may be null. */
  public static Environment of(
      Instant takenAt,
      String hostName,
      Cpu cpu,
      Kernel kernel,
      Jdk jdk,
      Memory memory,
      Cgroup cgroup,
      List<Target> targets,
      List<NetworkInterface> networkInterfaces,
      Parameters facts) {
    Environment unnamed =
        new Environment(
            "",
            takenAt,
            hostName,
            cpu,
            kernel,
            jdk,
            memory,
            cgroup,
            targets,
            networkInterfaces,
            facts);
    return new Environment(
        Fingerprint.of(unnamed),
        takenAt,
        hostName,
        cpu,
        kernel,
        jdk,
        memory,
        cgroup,
        targets,
        networkInterfaces,
        facts);
  }

  static void requirePresent(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }
}
