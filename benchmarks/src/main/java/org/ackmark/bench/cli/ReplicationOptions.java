package org.ackmark.bench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How the logs and stores of a profile are replicated, instead of what the profile says. */
final class ReplicationOptions {
  @Option(
      names = "--quorum",
      paramLabel = "N/R/W",
      split = ",",
      description =
          "Replicas, and how many answer a read and a write, such as 3/2/2; repeatable. For every"
              + " workload on a log or a store.")
  private List<String> quorums = new ArrayList<>();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      split = ",",
      description =
          "How far each of the W has come when it acknowledges: received, written, synced;"
              + " repeatable.")
  private List<String> levels = new ArrayList<>();

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      split = ",",
      description =
          "How replicas are kept alike: log, abd, lww (the last two for stores); repeatable.")
  private List<String> protocols = new ArrayList<>();

  /** The same as changes of the profile's keys. */
  List<String> overrides() {
    List<String> overrides = new ArrayList<>();
    add(overrides, "quorum", quorums);
    add(overrides, "level", levels);
    add(overrides, "protocol", protocols);
    return overrides;
  }

  private static void add(List<String> overrides, String key, List<String> values) {
    if (!values.isEmpty()) {
      overrides.add("workloads." + key + "=" + String.join(",", values));
    }
  }
}
