package org.ackmark.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.ackmark.bench.jmh.Logs;
import org.ackmark.bench.profile.CostModel;
import org.ackmark.bench.profile.Estimate;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.PlannedObservation;
import org.ackmark.bench.profile.Profile;
import org.ackmark.bench.profile.ProfileReader;
import org.ackmark.bench.profile.Schedule;
import org.ackmark.bench.profile.VariantSetup;
import org.ackmark.bench.profile.Workload;
import org.ackmark.results.Metric;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.spi.LogProvider;

/**
 * What a run will do, known before anything is touched. Immutable.
 *
 * @param profile the profile with the overrides, the chosen variants and the foreign logs
 * @param schedule the order
 * @param foreign the foreign logs, by the label under which they are in the profile
 * @param arms what is measured side by side; empty when it is this build alone
 */
public record RunPlan(
    Profile profile, Schedule schedule, Map<String, LogProvider> foreign, List<RunArm> arms) {
  private static final long SEED_BOUND = 1L << 53; // JavaScript tools round beyond

  /** Copies map and list. */
  public RunPlan {
    foreign = Map.copyOf(foreign);
    arms = List.copyOf(arms);
  }

  /**
   * Reads the profile and draws the order.
   *
   * @throws org.ackmark.bench.profile.ProfileException when profile, variant or key is wrong
   * @throws UsageException when there is no such foreign log, or nothing is left to do
   */
  public static RunPlan of(RunOptions options) {
    Map<String, LogProvider> foreign = providers(options.foreignLogs());
    Profile asked =
        ProfileReader.read(options.profile(), options.overrides()).onlyVariants(options.variants());
    Profile seeded =
        options.seed().isPresent() ? asked.withSeed(options.seed().getAsLong()) : asked;
    Profile profile = withForeign(seeded, foreign);
    if (profile.points().isEmpty()) {
      throw new UsageException(
          "profile '" + profile.name() + "' leaves nothing to run with these variants");
    }
    profile.points().forEach(point -> ReplicaHosts.require(point.replication(), options.hosts()));
    long newSeed = ThreadLocalRandom.current().nextLong(SEED_BOUND);
    List<RunArm> arms = options.arms().arms();
    Schedule schedule =
        Schedule.of(profile, newSeed).withArms(arms.stream().map(RunArm::name).toList());
    arms.forEach(arm -> requireReached(arm, profile));
    return new RunPlan(profile, schedule, foreign, arms);
  }

  private static void requireReached(RunArm arm, Profile profile) {
    boolean slowsSyncs = arm.handicap().filter(each -> each.syncDelayNs() > 0).isPresent();
    if (slowsSyncs && profile.points().stream().anyMatch(point -> point.variant().isRatis())) {
      throw new UsageException(
          "handicap '%s' slows the syncs of Ackmark's own logs, and the profile measures Apache"
                  .formatted(arm.handicap().orElseThrow().text())
              + " Ratis, which opens its files itself: leave one of them out");
    }
  }

  /** What it would take. */
  public Estimate estimate() {
    return Estimate.of(profile, schedule, CostModel.TYPICAL);
  }

  /** The foreign log that a planned observation is of; empty for a variant. */
  Optional<LogProvider> foreignOf(PlannedObservation planned) {
    return Optional.ofNullable(foreign.get(planned.point().variant().label()));
  }

  private static Map<String, LogProvider> providers(List<String> names) {
    Map<String, LogProvider> found = new LinkedHashMap<>();
    for (String name : names) {
      found.put(name, Logs.foreign(name).orElseThrow(() -> unknown(name)));
    }
    return found;
  }

  private static UsageException unknown(String name) {
    List<String> known = Logs.foreign().stream().map(LogProvider::name).toList();
    return new UsageException(
        known.isEmpty()
            ? "there is no foreign log '%s': no provider is on the class path".formatted(name)
            : "there is no foreign log '%s'; %s".formatted(name, NearestName.hint(name, known)));
  }

  /** A foreign log joins every workload that needs nothing but a log. */
  private static Profile withForeign(Profile profile, Map<String, LogProvider> foreign) {
    if (foreign.isEmpty()) {
      return profile;
    }
    List<VariantSetup> variants = new ArrayList<>(profile.variants());
    foreign.forEach((name, provider) -> variants.add(setup(name, provider)));
    List<Workload> workloads =
        profile.workloads().stream().map(w -> withForeign(w, foreign)).toList();
    return new Profile(
        profile.name(),
        profile.description(),
        profile.blocks(),
        profile.seed(),
        profile.limits(),
        variants,
        workloads);
  }

  /** Its knobs say nothing: of a foreign log only name and guarantee are known. */
  private static VariantSetup setup(String name, LogProvider provider) {
    boolean synced = provider.guarantee() == Guarantee.POWER_LOSS;
    Variant likeness = synced ? Variant.GROUP : Variant.BUFFERED;
    return new VariantSetup(name, Metric.COMMITS_PER_SECOND, WalOptions.of(likeness));
  }

  private static Workload withForeign(Workload workload, Map<String, LogProvider> foreign) {
    boolean onLog =
        switch (workload.benchmark()) {
          case COMMIT, APPEND -> !workload.replicated();
          case STORE_PUT, STORE_GET, STORE_MIX, RECOVERY, SNAPSHOT -> false;
        };
    List<String> variants = new ArrayList<>(workload.variants());
    if (onLog) {
      variants.addAll(foreign.keySet());
    }
    return workload.withVariants(variants);
  }
}
