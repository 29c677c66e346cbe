package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;

/** Reads the list of workloads. Immutable. */
final class WorkloadReader {
  private static final Rule<Benchmark> BENCHMARK =
      Rule.choice(List.of(Benchmark.values()), Benchmark::label);
  private static final Rule<Integer> WRITERS = Rule.count(1, 65_536);
  private static final Rule<Long> RECORD_BYTES = Rule.size(1, WalOptions.maxRecordBytes());
  private static final Rule<Long> RATE = Rule.rateOrOff(1L << 10, 1L << 40);
  private static final Rule<Integer> KEY_COUNT = Rule.count(1, 100_000_000);
  private static final Rule<Integer> GET_PERCENT = Rule.count(0, 100);
  private static final Rule<Long> LOG_BYTES = Rule.size(1L << 20, 1L << 40);

  private static final Rule<Replication.Numbers> NUMBERS = Replication.Numbers::parse;
  private static final Rule<Placement> PLACEMENT =
      Rule.choice(List.of(Placement.values()), Placement::label);
  private static final Rule<Long> BANDWIDTH = Rule.rateOrOff(1L << 10, 1L << 40);
  private static final Rule<Long> DELAY = Rule.duration(0, 10_000_000_000L);
  private static final Rule<Integer> LOSS = Rule.count(0, 90);
  private static final Rule<Level> LEVEL = Rule.choice(List.of(Level.values()), Label::of);

  private final List<VariantSetup> variants;

  /** A reader of the workloads of a profile with these variants. */
  WorkloadReader(List<VariantSetup> variants) {
    this.variants = variants;
  }

  /** Reads one entry of the list. */
  Workload read(YamlNode item) {
    if (!(item instanceof Mapping mapping)) {
      throw new ProfileException(
          item.place(), "a workload must be a mapping of keys, not " + item.kind());
    }
    Fields fields = new Fields(mapping, Workload.KEYS);
    Benchmark benchmark = fields.required("benchmark", BENCHMARK);
    requireRead(benchmark, fields);
    List<String> run = variants(benchmark, fields);
    return new Workload(
        benchmark,
        run,
        fields.many("threadKind", threadKind(benchmark), List.of(ThreadKind.PLATFORM)),
        fields.many("writers", WRITERS, List.of(1)),
        fields.many("recordBytes", RECORD_BYTES, List.of(1L << 10)),
        fields.many("backgroundWriter", RATE, List.of(0L)),
        fields.many("keys", KEY_COUNT, List.of(100_000)),
        fields.one("getPercent", GET_PERCENT, 50),
        fields.many("logBytes", LOG_BYTES, List.of(256L << 20)),
        replications(benchmark, fields, run));
  }

  private List<Optional<Replication>> replications(
      Benchmark benchmark, Fields fields, List<String> run) {
    Rule<Protocol> known = Rule.choice(benchmark.protocols(), Protocol::label);
    List<Protocol> protocols = fields.many("protocol", known, List.of(Protocol.LOG));
    List<Level> levels = fields.many("level", LEVEL, List.of(Level.SYNCED));
    Placement placement = fields.one("placement", PLACEMENT, Placement.ONE_PROCESS);
    Link link =
        new Link(
            fields.one("bandwidth", BANDWIDTH, 0L),
            fields.one("delay", DELAY, 0L),
            fields.one("loss", LOSS, 0));
    if (fields.node("quorum").isEmpty()) {
      requireQuorumBeside(fields);
      return List.of(Optional.empty());
    }
    List<Replication.Numbers> numbers = fields.many("quorum", NUMBERS, List.of());
    levels.forEach(level -> requireReachable(level, fields, run));
    List<Optional<Replication>> replications = new ArrayList<>();
    for (Protocol protocol : protocols) {
      for (Replication.Numbers number : numbers) {
        for (Level level : levels) {
          replications.add(
              Optional.of(replication(protocol, number.at(level), placement, link, fields)));
        }
      }
    }
    return replications;
  }

  private static Replication replication(
      Protocol protocol, Quorum quorum, Placement placement, Link link, Fields fields) {
    try {
      return new Replication(protocol, quorum, placement, link);
    } catch (IllegalArgumentException e) {
      throw new ProfileException(fields.placeOf("quorum"), "'quorum' has " + e.getMessage());
    }
  }

  private static void requireQuorumBeside(Fields fields) {
    for (String key : List.of("protocol", "level", "placement", "bandwidth", "delay", "loss")) {
      if (fields.node(key).isPresent()) {
        throw new ProfileException(
            fields.placeOf(key), "'" + key + "' says nothing without a 'quorum', such as 3/2/2");
      }
    }
  }

  private void requireReachable(Level level, Fields fields, List<String> run) {
    if (level != Level.RECEIVED && run.stream().anyMatch(this::isWithoutFiles)) {
      throw new ProfileException(
          fields.placeOf("quorum"),
          "variant '%s' has no files and never gets to level '%s'; leave one of them out"
              .formatted(Variant.MEMORY.label(), Label.of(level)));
    }
  }

  private static void requireRead(Benchmark benchmark, Fields fields) {
    for (String key : fields.given()) {
      if (!key.equals("benchmark") && !key.equals("variants") && !benchmark.reads(key)) {
        throw new ProfileException(
            fields.placeOf(key), "benchmark '%s' reads no '%s'".formatted(benchmark.label(), key));
      }
    }
  }

  private static Rule<ThreadKind> threadKind(Benchmark benchmark) {
    return Rule.choice(benchmark.threadKinds(), ThreadKind::label);
  }

  private List<String> variants(Benchmark benchmark, Fields fields) {
    List<String> here = variants.stream().map(VariantSetup::label).toList();
    List<String> wanted = fields.many("variants", label(here), here);
    List<String> run = here.stream().filter(wanted::contains).toList();
    if (benchmark.needsFiles() && run.stream().anyMatch(this::isWithoutFiles)) {
      throw new ProfileException(
          fields.place(),
          "benchmark '%s' needs files and variant '%s' has none; list the others under 'variants'"
              .formatted(benchmark.label(), Variant.MEMORY.label()));
    }
    return run;
  }

  // A known variant that this profile leaves out is no slip: the profile may extend another one.
  private static Rule<String> label(List<String> here) {
    return Rule.choice(
        Stream.concat(here.stream(), Variant.labels().stream()).distinct().toList(),
        label -> label);
  }

  private boolean isWithoutFiles(String label) {
    return variants.stream()
        .anyMatch(v -> v.label().equals(label) && v.variant().fileMethod() == null);
  }
}
