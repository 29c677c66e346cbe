package org.ackmark.bench.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.bench.profile.YamlNode.Mapping;
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
    List<Optional<Replication>> replications = replications(benchmark, fields, run);
    return new Workload(
        benchmark,
        keepers(run, replications),
        fields.many("threadKind", threadKind(benchmark), List.of(ThreadKind.PLATFORM)),
        fields.many("writers", WRITERS, List.of(1)),
        fields.many("recordBytes", RECORD_BYTES, List.of(1L << 10)),
        fields.many("backgroundWriter", RATE, List.of(0L)),
        fields.many("keys", KEY_COUNT, List.of(100_000)),
        fields.one("getPercent", GET_PERCENT, 50),
        fields.many("logBytes", LOG_BYTES, List.of(256L << 20)),
        replications);
  }

  /** Those of the variants, and Ratis, that keep a log of these. */
  private static List<String> keepers(List<String> run, List<Optional<Replication>> replications) {
    Map<Boolean, Long> counts =
        replications.stream()
            .collect(
                Collectors.partitioningBy(
                    each -> each.filter(Replication::onRatis).isPresent(), Collectors.counting()));
    Stream<String> ofVariants = counts.get(false) > 0 ? run.stream() : Stream.of();
    Stream<String> ofRatis =
        counts.get(true) > 0 ? Stream.of(VariantSetup.RATIS.label()) : Stream.of();
    return Stream.concat(ofVariants, ofRatis).toList();
  }

  private List<Optional<Replication>> replications(
      Benchmark benchmark, Fields fields, List<String> run) {
    List<Optional<Replication>> replications = ReplicationReader.read(benchmark, fields);
    replications.stream()
        .flatMap(Optional::stream)
        .filter(each -> !each.onRatis())
        .forEach(each -> requireReachable(each.quorum().level(), fields, run));
    return replications;
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
