package org.ackmark.bench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.HostsReader;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.Quorum;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the logs and stores of a profile, or the logs of a load, are replicated. */
final class ReplicationOptions {
  /** Each process compiles its own code, all on the same processors. */
  private static final String WARM_UP = "15s";

  private static final String PROFILE_OF_ENGINE = "quorum-ratis";

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
          "How replicas are kept alike: log, abd, lww, ratis (the last three for stores);"
              + " repeatable.")
  private List<String> protocols = new ArrayList<>();

  @Mixin private EngineOption engine;

  @Option(
      names = "--sync",
      paramLabel = "NAME",
      split = ",",
      description =
          "When the log of Apache Ratis syncs: forced, async-flush, unsafe-flush, in-memory;"
              + " repeatable.")
  private List<String> syncs = new ArrayList<>();

  @Option(
      names = "--reads",
      paramLabel = "NAME",
      split = ",",
      description =
          "How Apache Ratis reads: linearizable, which asks a majority first, or default, where a"
              + " leader does not; repeatable. For store-get and store-mix.")
  private List<String> reads = new ArrayList<>();

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Each replica in a process of its own on this machine, connected over loopback. Without"
              + " --quorum: N replicas with every W from 1 to N.")
  private Integer processes;

  @Option(
      names = "--namespaces",
      paramLabel = "N",
      description = "The same, each in a network namespace of its own: takes root and iproute2.")
  private Integer namespaces;

  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description = "What the links of namespaces let through each way, such as 8MiB/s.")
  private String bandwidth;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "Hold each message for that long, such as 1ms: emulated.")
  private String delay;

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      description = "Drop so many messages of a hundred: emulated.")
  private String loss;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      split = ",",
      description =
          "What happens to the last replica meanwhile: slow, down, back; repeatable (profile"
              + " quorum-faults).")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description =
          "Replicas on the hosts that a YAML file names, each running ackmark quorum node; the"
              + " first replica is here. Without --quorum: all of them, with every W.")
  private Path hostsFile;

  private Hosts hosts; // null until they are read

  /** The hosts that were named. */
  Optional<Hosts> hosts() {
    if (hosts == null && hostsFile != null) {
      hosts = HostsReader.read(hostsFile);
    }
    return Optional.ofNullable(hosts);
  }

  /** The same as changes of the profile's keys. */
  List<String> overrides() {
    List<String> overrides = new ArrayList<>();
    if (Stream.of(processes, namespaces, hostsFile).filter(Objects::nonNull).count() > 1) {
      throw new UsageException(
          "--processes, --namespaces and --hosts all say where replicas are: name one");
    }
    if (processes != null) {
      placed(overrides, Placement.PROCESSES, processes, "--processes");
    } else if (namespaces != null) {
      placed(overrides, Placement.NAMESPACES, namespaces, "--namespaces");
    } else if (hosts().isPresent()) {
      placed(overrides, Placement.HOSTS, 1 + hosts().get().hosts().size(), "with the one here");
    } else {
      add(overrides, "quorum", quorums);
    }
    add(overrides, "fault", faults);
    addOne(overrides, "bandwidth", bandwidth);
    addOne(overrides, "delay", delay);
    addOne(overrides, "loss", loss);
    add(overrides, "level", levels);
    add(overrides, "sync", syncs);
    add(overrides, "reads", reads);
    add(overrides, "protocol", engine.given() ? protocolOfEngine() : protocols);
    return overrides;
  }

  /** How long processes that were just started are not measured; empty where there are none. */
  Optional<String> warmUp() {
    boolean started = Stream.of(processes, namespaces, hostsFile).anyMatch(Objects::nonNull);
    return started ? Optional.of(WARM_UP) : Optional.empty();
  }

  /** The profile that shows the engine that was named; empty for none. */
  Optional<String> profile() {
    return engine.given() ? Optional.of(PROFILE_OF_ENGINE) : Optional.empty();
  }

  private List<String> protocolOfEngine() {
    if (!protocols.isEmpty()) {
      throw new UsageException("--engine and --protocol say the same: name one");
    }
    return List.of(engine.protocol().label());
  }

  private void placed(List<String> overrides, Placement placement, int replicas, String why) {
    if (replicas < 1 || replicas > Quorum.MOST_REPLICAS) {
      throw new UsageException(
          "%s is %d, must be from 1 to %d".formatted(why, replicas, Quorum.MOST_REPLICAS));
    }
    overrides.add("observation.warmUp=" + WARM_UP);
    add(overrides, "placement", List.of(placement.label()));
    add(overrides, "quorum", quorums.isEmpty() ? everyW(replicas) : quorums);
  }

  private static List<String> everyW(int replicas) {
    return IntStream.rangeClosed(1, replicas)
        .mapToObj(w -> "%d/%d/%d".formatted(replicas, replicas - w + 1, w))
        .toList();
  }

  private static void addOne(List<String> overrides, String key, String value) {
    add(overrides, key, value == null ? List.of() : List.of(value));
  }

  private static void add(List<String> overrides, String key, List<String> values) {
    if (!values.isEmpty()) {
      overrides.add("workloads." + key + "=" + String.join(",", values));
    }
  }
}
