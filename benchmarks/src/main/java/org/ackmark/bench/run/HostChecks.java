package org.ackmark.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ackmark.bench.replicas.HostList.Described;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;

/** Whether the nodes of a run can be measured together, and what a reader must know of them. */
final class HostChecks {
  private static final Duration LARGE_OFFSET = Duration.ofMillis(500);
  private static final double NS_PER_SECOND = 1e9;

  private HostChecks() {}

  /**
   * Makes sure that they are different nodes of one version.
   *
   * @throws UsageException when they are not
   */
  static void require(List<Described> nodes, String version) {
    Map<String, Described> byIdentity = new HashMap<>();
    for (Described each : nodes) {
      Described same = byIdentity.putIfAbsent(each.description().identity(), each);
      if (same != null) {
        throw new UsageException(
            "%s and %s are one node, or copies of one: give each a directory of its own"
                .formatted(same.node(), each.node()));
      }
      if (!each.description().version().equals(version)) {
        throw new UsageException(
            "%s runs ackmark %s, and this is %s: figures of two programs are not one result"
                .formatted(each.node(), each.description().version(), version));
      }
    }
  }

  /** What is not wrong, but shows in the figures. */
  static List<Finding> findings(List<Described> nodes, String device) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    owners.put(device, "the replica here");
    for (Described each : nodes) {
      clock(each, findings);
      String other = owners.putIfAbsent(each.description().device(), each.node().name());
      if (other != null) {
        findings.add(sharedDisk(each, other));
      }
    }
    return findings;
  }

  private static void clock(Described node, List<Finding> findings) {
    if (Math.abs(node.clockAheadNs()) > LARGE_OFFSET.toNanos()) {
      double seconds = node.clockAheadNs() / NS_PER_SECOND;
      findings.add(
          new Finding(
              "H01",
              Severity.WARNING,
              "a clock differs from the others",
              String.format(
                  Locale.ROOT,
                  "that of %s is %.1f s %s this one",
                  node.node(),
                  Math.abs(seconds),
                  seconds > 0 ? "ahead of" : "behind"),
              "set it (chrony or ntpd); by last writer wins writes of the slower clock are lost"));
    }
  }

  private static Finding sharedDisk(Described node, String other) {
    return new Finding(
        "H02",
        Severity.WARNING,
        "replicas share one disk",
        node.node() + " and " + other + " have their files on the same device of one machine",
        "what more replicas cost is too high here, and a lost disk takes them all: give each its"
            + " own");
  }
}
