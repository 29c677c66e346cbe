package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One point, in one block, in one fresh JVM: the unit that statistics count. It is one line of
 * {@code observations.jsonl}; the fields of point, cost and latency stand flat in it.
 *
 * @param point what was measured
 * @param arm which build or configuration, in runs that compare several; absent otherwise
 * @param block the block, counted from 0
 * @param position the place in the order of its block, counted from 0
 * @param startedAt when the measured time began
 * @param durationNs the measured time; 0 if skipped
 * @param status how it ended
 * @param reason why it was disturbed, missed its rate or failed; absent otherwise
 * @param skipped why it did not run; absent otherwise
 * @param cost commits and what they cost
 * @param latency service time: from submit to acknowledgement
 * @param probeBeforeP50Ns median of the device probe before its block; absent if not taken
 * @param probeAfterP50Ns median of the device probe after its block; absent if not taken
 * @param knobs every setting of the variant, resolved
 * @param metrics other figures; each name carries its unit, as in {@code responseP99Ns}
 * @param histogram base name of its histogram files; absent if there are none
 */
public record Observation(
    @JsonUnwrapped Point point,
    String arm,
    int block,
    int position,
    Instant startedAt,
    long durationNs,
    Status status,
    String reason,
    String skipped,
    @JsonUnwrapped Cost cost,
    @JsonUnwrapped Latency latency,
    Long probeBeforeP50Ns,
    Long probeAfterP50Ns,
    Parameters knobs,
    SortedMap<String, Double> metrics,
    String histogram) {

  /** Checks the fields, and that an observation without figures says why. */
  public Observation {
    Require.present("point", point);
    Require.atLeast(0, "block", block);
    Require.atLeast(0, "position", position);
    Require.present("startedAt", startedAt);
    Require.atLeast(0, "durationNs", durationNs);
    Require.present("status", status);
    Require.atLeast(1, "probeBeforeP50Ns", probeBeforeP50Ns);
    Require.atLeast(1, "probeAfterP50Ns", probeAfterP50Ns);
    cost = cost == null ? Cost.none() : cost;
    latency = latency == null ? Latency.none() : latency;
    knobs = knobs == null ? Parameters.none() : knobs;
    metrics = checked(metrics);
    checkReasons(status, reason, skipped);
    checkFigures(status, durationNs, cost.commits() != null || !metrics.isEmpty());
  }

  /** Begins an observation of that point at that place. */
  public static ObservationBuilder of(Point point, int block, int position) {
    return new ObservationBuilder(point, block, position);
  }

  /** This as if it had been made in that block. */
  public Observation inBlock(int number) {
    return new Observation(
        point,
        arm,
        number,
        position,
        startedAt,
        durationNs,
        status,
        reason,
        skipped,
        cost,
        latency,
        probeBeforeP50Ns,
        probeAfterP50Ns,
        knobs,
        metrics,
        histogram);
  }

  /** Why it is not {@link Status#OK}; null if it is. */
  public String why() {
    return skipped != null ? skipped : reason;
  }

  private static SortedMap<String, Double> checked(Map<String, Double> metrics) {
    SortedMap<String, Double> copy = new TreeMap<>(metrics == null ? Map.of() : metrics);
    copy.forEach((name, value) -> {
      Require.fieldName(name);
      Require.finite(name, Require.present(name, value));
    });
    return Collections.unmodifiableSortedMap(copy);
  }

  private static void checkReasons(Status status, String reason, String skipped) {
    boolean needsReason = status != Status.OK && status != Status.SKIPPED;
    if (needsReason != (reason != null) || (status == Status.SKIPPED) != (skipped != null)) {
      throw new IllegalArgumentException(
          "status " + status.label() + " with reason=" + reason + " and skipped=" + skipped);
    }
  }

  private static void checkFigures(Status status, long durationNs, boolean figures) {
    boolean needsFigures = status != Status.FAILED && status != Status.SKIPPED;
    if (needsFigures && (!figures || durationNs == 0)) {
      throw new IllegalArgumentException(
          "status " + status.label() + " without commits, metrics or durationNs");
    }
    if (status == Status.SKIPPED && figures) {
      throw new IllegalArgumentException("status skipped with figures");
    }
  }
}
