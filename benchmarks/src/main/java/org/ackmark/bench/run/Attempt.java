package org.ackmark.bench.run;

import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.ackmark.bench.jmh.Figure;
import org.ackmark.bench.profile.Benchmark;
import org.ackmark.results.Cost;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.wal.WalOptions;

/**
 * One observation as it came out of its JVM, before its block is judged. Immutable.
 *
 * @param subject what was measured
 * @param options the options that took effect
 * @param startedAt when its turn came
 * @param skipped why it was not started; null when it was
 * @param result what the JVM gave; null when skipped
 * @param latency service time; none when it failed
 */
record Attempt(
    Subject subject,
    WalOptions options,
    Instant startedAt,
    String skipped,
    ForkResult result,
    Latency latency) {
  private static final double NS_PER_US = 1e3;
  private static final double NS_PER_SECOND = 1e9;

  private static final Set<Figure> REPLICATED =
      EnumSet.range(Figure.PREDICTED_P50_NS, Figure.BACK_AT_NS);

  static Attempt skipped(Subject subject, Instant startedAt, String reason) {
    return new Attempt(subject, subject.options(), startedAt, reason, null, Latency.none());
  }

  boolean failed() {
    return failure() != null;
  }

  /** Why there are no figures; null when there are, or when it was skipped. */
  String failure() {
    if (skipped != null || result.failure() != null) {
      return skipped != null ? null : result.failure();
    }
    boolean idle = result.count(Figure.COMMITS) + result.count(Figure.OPERATIONS) == 0;
    return idle && !subject.point().benchmark().needsFiles()
        ? "nothing was acknowledged in the measured time"
        : null;
  }

  /**
   * The observation, as far as it is known.
   *
   * @param before the floors before its block
   * @param after those after it; null while the block runs
   */
  Observation observation(Floors before, Floors after) {
    ObservationBuilder builder = subject.observation(options);
    if (skipped != null) {
      return builder.time(startedAt, 0).skipped(skipped);
    }
    if (failed()) {
      return builder.time(startedAt, 0).failed(failure());
    }
    Long beforeNs = before.referenceP50Ns();
    Long afterNs = after == null ? null : after.referenceP50Ns();
    builder.probe(beforeNs, afterNs).latency(latency);
    Disturbance disturbance = Disturbance.between(beforeNs, afterNs, subject.limitPercent());
    addFigures(builder, before, after);
    return disturbance.isGreat() ? builder.disturbed(disturbance.reason()) : builder.ok();
  }

  private void addFigures(ObservationBuilder builder, Floors before, Floors after) {
    Benchmark benchmark = subject.point().benchmark();
    if (benchmark.needsFiles()) {
      addSingleShot(builder, benchmark);
      return;
    }
    long activeNs = result.count(Figure.ACTIVE_NS);
    builder.time(Instant.ofEpochMilli(result.count(Figure.STARTED_AT_MS)), activeNs);
    builder.histogram(subject.fileName());
    builder.metric("endedAtBytes", (double) result.count(Figure.ENDED_AT_BYTES));
    for (Figure figure : REPLICATED) {
      result.figure(figure).ifPresent(value -> builder.metric(figure.label(), value));
    }
    if (result.count(Figure.COMMITS) > 0) {
      builder.cost(cost(activeNs, before, after));
    }
    if (result.count(Figure.OPERATIONS) > 0) {
      double perSecond = result.count(Figure.OPERATIONS) * NS_PER_SECOND / activeNs;
      builder.metric(
          benchmark == Benchmark.APPEND ? "appendsPerSecond" : "getsPerSecond", perSecond);
    }
  }

  private void addSingleShot(ObservationBuilder builder, Benchmark benchmark) {
    long ns = Math.max(1, Math.round(result.score() * NS_PER_US));
    builder.time(startedAt, ns);
    if (benchmark == Benchmark.RECOVERY) {
      double bytesPerSecond = subject.point().logBytes() * NS_PER_SECOND / ns;
      builder.metric("recoveryNs", (double) ns).metric("bytesPerSecond", bytesPerSecond);
    } else {
      double keysPerSecond = subject.point().keys() * NS_PER_SECOND / ns;
      builder.metric("snapshotNs", (double) ns).metric("keysPerSecond", keysPerSecond);
    }
  }

  private Cost cost(long activeNs, Floors before, Floors after) {
    long commits = result.count(Figure.COMMITS);
    Cost cost =
        Cost.of(
            commits,
            activeNs,
            result.count(Figure.WRITES),
            result.count(Figure.SYNCS),
            result.count(Figure.WRITTEN_BYTES));
    return known(cost)
        .withDeviceFlushesPerSync(flushesPerSync())
        .withEfficiency(efficiency(cost.commitsPerSecond(), before, after))
        .withAllocatedBytesPerCommit((double) result.count(Figure.ALLOCATED_BYTES) / commits);
  }

  /** Ratis and a foreign log count no writes, the latter perhaps no syncs: that is absent then. */
  private Cost known(Cost cost) {
    if (subject.onRatis()) {
      Double perCommit = cost.syncsPerCommit();
      return new Cost(
          cost.commits(), cost.commitsPerSecond(), null, perCommit, null, null, null, null);
    }
    if (subject.foreign().isEmpty()) {
      return cost;
    }
    Double syncs = cost.syncsPerCommit() == 0 ? null : cost.syncsPerCommit();
    return new Cost(cost.commits(), cost.commitsPerSecond(), null, syncs, null, null, null, null);
  }

  private Double flushesPerSync() {
    long syncs = result.count(Figure.SYNCS);
    OptionalDouble flushes = result.figure(Figure.DEVICE_FLUSHES);
    return syncs > 0 && flushes.isPresent() ? flushes.getAsDouble() / syncs : null;
  }

  /** Commits per second as a share of writers ÷ floor; null where there is no floor. */
  private Double efficiency(double commitsPerSecond, Floors before, Floors after) {
    OptionalDouble floorNs = floorNs(before);
    OptionalDouble floorAfterNs = after == null ? OptionalDouble.empty() : floorNs(after);
    if (floorNs.isEmpty()) {
      return null;
    }
    double meanNs = (floorNs.getAsDouble() + floorAfterNs.orElse(floorNs.getAsDouble())) / 2;
    return commitsPerSecond * meanNs / NS_PER_SECOND / subject.point().writers();
  }

  private OptionalDouble floorNs(Floors floors) {
    return BlockProbe.setting(subject)
        .map(setting -> floors.meanNs(setting.method(), setting.sizeBytes()))
        .orElse(OptionalDouble.empty());
  }

  /** Commits, or what else was done, per second; for progress. */
  OptionalLong perSecond() {
    if (result == null || result.count(Figure.ACTIVE_NS) == 0) {
      return OptionalLong.empty();
    }
    long done = result.count(Figure.COMMITS) + result.count(Figure.OPERATIONS);
    return OptionalLong.of(Math.round(done * NS_PER_SECOND / result.count(Figure.ACTIVE_NS)));
  }
}
