package org.ackmark.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.ackmark.bench.profile.Fault;
import org.ackmark.bench.profile.Point;
import org.ackmark.bench.profile.Profile;
import org.ackmark.bench.profile.ProfileReader;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.VariantSetup;
import org.ackmark.bench.run.Disturbance;
import org.ackmark.bench.run.ReplicaHosts;
import org.ackmark.bench.run.UsageException;

/**
 * What a load will do, known before anything is touched. Immutable.
 *
 * @param options what was asked for
 * @param subjects what is measured: each variant, on each quorum if there are some
 * @param seed of the arrivals
 */
public record LoadPlan(LoadOptions options, List<LoadSubject> subjects, long seed) {
  /** The embedded profile that has every variant; segments are small in it, as in other runs. */
  private static final String ALL_VARIANTS = "standard";

  private static final List<String> KNOB_SECTIONS = List.of("log.", "group.", "async.");
  private static final long SEED_BOUND = 1L << 53; // JavaScript tools round beyond

  /** Starting a JVM, preparing files, a probe, settling: around each rate. */
  private static final long BESIDE_NS = 4_000_000_000L;

  /** How long the capacity is looked for. */
  static final long ESTIMATE_NS = 1_500_000_000;

  /** A search brackets in 2 or 3 steps, halves in 4, confirms in 1. */
  private static final int SEARCH_LENGTH = 8;

  /** How much longer than asked for a rate may be measured. */
  private static final int MOST_WINDOWS = 6;

  /** What precedes a record in the log, and what its length is rounded up to. */
  private static final int BESIDE_RECORD_BYTES = 48;

  /** Copies the list. */
  public LoadPlan {
    subjects = List.copyOf(subjects);
  }

  /**
   * Reads names and knobs.
   *
   * @throws org.ackmark.bench.profile.ProfileException when a variant or a knob is wrong
   * @throws UsageException when a key is no knob of a log, or replicas can't be loaded so
   */
  public static LoadPlan of(LoadOptions options) {
    options.overrides().forEach(LoadPlan::requireKnob);
    List<String> overrides = new ArrayList<>();
    overrides.add("variants=" + String.join(",", options.variants()));
    overrides.addAll(options.replication());
    overrides.addAll(options.overrides());
    Profile profile = ProfileReader.read(ALL_VARIANTS, overrides);
    OptionalLong seed = options.seed();
    return new LoadPlan(
        options,
        subjects(profile, options),
        seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(SEED_BOUND)));
  }

  private static List<LoadSubject> subjects(Profile profile, LoadOptions options) {
    List<Optional<Replication>> replications =
        profile.points().stream().map(Point::replication).distinct().toList();
    replications.forEach(each -> requireLoadable(each, options));
    List<LoadSubject> subjects = new ArrayList<>();
    for (VariantSetup variant : profile.variants()) {
      replications.forEach(each -> subjects.add(new LoadSubject(variant, each)));
    }
    return subjects;
  }

  private static void requireLoadable(Optional<Replication> replication, LoadOptions options) {
    ReplicaHosts.require(replication, options.hosts());
    if (replication.filter(each -> each.fault() != Fault.NONE).isPresent()) {
      throw new UsageException(
          "--fault can't be combined with a load, which asks for a rate that holds; see ackmark"
              + " quorum run quorum-faults");
    }
  }

  private static void requireKnob(String override) {
    String key = override.replaceFirst("=.*", "").strip();
    boolean known = ProfileReader.overrideKeys().contains(key);
    if (known && KNOB_SECTIONS.stream().noneMatch(key::startsWith)) {
      throw new UsageException(
          "-p "
              + key
              + " is no knob of a log; a load takes "
              + String.join(
                  ", ",
                  ProfileReader.overrideKeys().stream()
                      .filter(k -> KNOB_SECTIONS.stream().anyMatch(k::startsWith))
                      .toList()));
    }
  }

  /** Whether the rates depend on the capacity, which is looked for first. */
  boolean needsCapacity() {
    return options.ratesPerSecond().isEmpty();
  }

  /** The rates of one variant. */
  Rates rates(long capacityPerSecond) {
    if (!needsCapacity()) {
      return new GivenRates(options.ratesPerSecond());
    }
    return options.slo().isPresent() ? new Search(capacityPerSecond) : new Sweep(capacityPerSecond);
  }

  /** How many rates one variant tries: exactly, at most, or about. */
  int ratesPerVariant() {
    if (!needsCapacity()) {
      return options.ratesPerSecond().size();
    }
    return options.slo().isPresent() ? SEARCH_LENGTH : Sweep.length();
  }

  /** How long a rate is measured: longer if the objective needs more values than come in time. */
  long windowNs(long ratePerSecond) {
    long values = options.slo().map(Slo::leastCount).orElse(0L);
    long neededNs = (long) (1.1e9 * values / ratePerSecond);
    return Math.clamp(neededNs, options.windowNs(), MOST_WINDOWS * options.windowNs());
  }

  /** What a log writes for so many records. */
  long logBytes(double records) {
    return (long) (records * (options.recordBytes() + BESIDE_RECORD_BYTES));
  }

  /** About how long all of it takes. */
  long timeNs() {
    long each = options.warmUpNs() + options.windowNs() + BESIDE_NS;
    long first = needsCapacity() ? options.warmUpNs() + ESTIMATE_NS + BESIDE_NS : 0;
    return subjects.size() * (first + ratesPerVariant() * each);
  }

  /** The most that is written; empty if the rates are not known yet. */
  OptionalLong maxBytes() {
    if (needsCapacity()) {
      return OptionalLong.empty();
    }
    double seconds = (options.warmUpNs() + options.windowNs()) / 1e9;
    long sum = options.ratesPerSecond().stream().mapToLong(Long::longValue).sum();
    int logs = subjects.stream().mapToInt(LoadSubject::replicas).sum();
    return OptionalLong.of(logs * logBytes(sum * seconds));
  }

  /** Whether the logs are kept on several replicas. */
  boolean replicated() {
    return !replications().isEmpty();
  }

  private List<String> replications() {
    return subjects.stream()
        .flatMap(subject -> subject.replication().stream())
        .map(Replication::label)
        .distinct()
        .toList();
  }

  /** All of it, as maps, lists, texts and numbers, for storing with results. */
  public Map<String, Object> resolvedTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("benchmark", LoadFigures.BENCHMARK);
    tree.put("variants", subjects.stream().map(s -> s.variant().label()).distinct().toList());
    List<String> replications = replications();
    if (!replications.isEmpty()) {
      tree.put("replications", replications);
    }
    tree.put("arrival", options.arrival().label());
    tree.put("ratesPerSecond", options.ratesPerSecond());
    options.slo().ifPresent(slo -> tree.put("slo", slo.toString()));
    tree.put("durationNs", options.windowNs());
    tree.put("warmUpNs", options.warmUpNs());
    tree.put("recordBytes", options.recordBytes());
    tree.put("outstanding", options.bound());
    tree.put("overrides", options.overrides());
    tree.put("disturbedAbovePercent", Disturbance.GREATEST_PERCENT);
    return tree;
  }
}
