package org.ackmark.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.Quorum;
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

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Each replica in a process of its own on this machine, connected over loopback. Without"
              + " --quorum: N replicas with every W from 1 to N.")
  private Integer processes;

  /** The same as changes of the profile's keys. */
  List<String> overrides() {
    List<String> overrides = new ArrayList<>();
    if (processes != null) {
      requireReplicas();
      add(overrides, "placement", List.of(Placement.PROCESSES.label()));
    }
    add(overrides, "quorum", processes == null || !quorums.isEmpty() ? quorums : everyW());
    add(overrides, "level", levels);
    add(overrides, "protocol", protocols);
    return overrides;
  }

  private void requireReplicas() {
    if (processes < 1 || processes > Quorum.MOST_REPLICAS) {
      throw new UsageException(
          "--processes is %d, must be from 1 to %d".formatted(processes, Quorum.MOST_REPLICAS));
    }
    for (String quorum : quorums) {
      if (!quorum.startsWith(processes + "/")) {
        throw new UsageException(
            "--processes is %d and --quorum is %s: both say how many replicas there are"
                .formatted(processes, quorum));
      }
    }
  }

  private List<String> everyW() {
    return IntStream.rangeClosed(1, processes)
        .mapToObj(w -> "%d/%d/%d".formatted(processes, processes - w + 1, w))
        .toList();
  }

  private static void add(List<String> overrides, String key, List<String> values) {
    if (!values.isEmpty()) {
      overrides.add("workloads." + key + "=" + String.join(",", values));
    }
  }
}
