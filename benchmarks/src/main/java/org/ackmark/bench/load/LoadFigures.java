package org.ackmark.bench.load;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.run.Disturbance;
import org.ackmark.results.Cost;
import org.ackmark.results.Observation;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.ThreadKind;
import org.ackmark.wal.WalOptions;

/**
 * One rate as an observation. Writers of its point are the most records that may be under way.
 * Immutable.
 *
 * @param plan what was asked for
 * @param subject what was measured
 * @param options the options that took effect
 * @param ratePerSecond the rate
 * @param capacityPerSecond what it can do at most; 0 if it was not looked for
 * @param number place in the run, counted from 0: each observation is a block of its own
 * @param startedAt when its turn came
 * @param result what its JVM gave
 */
record LoadFigures(
    LoadPlan plan,
    LoadSubject subject,
    WalOptions options,
    long ratePerSecond,
    long capacityPerSecond,
    int number,
    Instant startedAt,
    LoadResult result) {
  static final String BENCHMARK = "load";
  private static final JsonMapper JSON = new JsonMapper();

  /** Base name of its files. */
  static String fileName(LoadPlan plan, LoadSubject subject, long ratePerSecond, int number) {
    return String.join(
        "_",
        subject.fileLabel(),
        BENCHMARK,
        plan.options().arrival().label() + "-" + ratePerSecond,
        plan.options().recordBytes() + "B",
        "block-" + (number + 1));
  }

  /**
   * The trial, as far as it is known.
   *
   * @param beforeNs median of the probe before it; null if there was none
   * @param afterNs median of the probe after it; null while there is none
   */
  Trial trial(Long beforeNs, Long afterNs) {
    Plateaus plateaus = Plateaus.in(result.perSecond()).orElse(null);
    return new Trial(
        ratePerSecond,
        observation(beforeNs, afterNs, plateaus),
        result.response(),
        result.slow(),
        plateaus);
  }

  /** An observation of what no rate was tried. */
  static ObservationBuilder withoutRate(LoadPlan plan, LoadSubject subject, int number) {
    return Observation.of(point(plan, subject, Parameters.none()), number, 0)
        .knobs(knobs(subject.options()))
        .time(Instant.now(), 0);
  }

  private Observation observation(Long beforeNs, Long afterNs, Plateaus plateaus) {
    Parameters rate = Parameters.none().with("ratePerSecond", ratePerSecond);
    ObservationBuilder builder =
        Observation.of(point(plan, subject, rate), number, 0).knobs(knobs(options));
    if (failure() != null) {
      return builder.time(startedAt, 0).failed(failure());
    }
    builder
        .time(Instant.ofEpochMilli(result.startedAtMs()), result.windowNs())
        .cost(cost())
        .latency(result.service())
        .probe(beforeNs, afterNs)
        .histogram(fileName(plan, subject, ratePerSecond, number));
    addResponse(builder);
    addSlow(builder);
    addPlateaus(builder, plateaus);
    return judged(builder, Disturbance.between(beforeNs, afterNs, Disturbance.GREATEST_PERCENT));
  }

  private String failure() {
    return result.failure() == null && result.acknowledgedInTime() == 0
        ? "nothing was acknowledged in the measured time"
        : result.failure();
  }

  private Observation judged(ObservationBuilder builder, Disturbance disturbance) {
    RateVerdict verdict =
        new RateVerdict(ratePerSecond, result.offered(), result.acknowledgedInTime());
    if (verdict.missed()) {
      String beside = disturbance.isGreat() ? "; " + disturbance.reason() : "";
      return builder.missed(verdict.reason() + beside);
    }
    return disturbance.isGreat() ? builder.disturbed(disturbance.reason()) : builder.ok();
  }

  private static Point point(LoadPlan plan, LoadSubject subject, Parameters rate) {
    Parameters params = rate.with("arrival", plan.options().arrival().label());
    for (Map.Entry<String, Object> each : replication(subject).entrySet()) {
      params = params.with(each.getKey(), each.getValue());
    }
    return new Point(
        BENCHMARK,
        subject.variant().label(),
        subject.guarantee(),
        plan.options().bound(),
        ThreadKind.CALLBACKS,
        plan.options().recordBytes(),
        params);
  }

  private static Map<String, Object> replication(LoadSubject subject) {
    return subject.replication().map(Replication::parameters).orElse(Map.of());
  }

  private static Parameters knobs(WalOptions options) {
    SortedMap<String, Object> knobs =
        JSON.convertValue(options, new TypeReference<TreeMap<String, Object>>() {});
    knobs.keySet().removeAll(List.of("variant", "knownDurableLsn"));
    return Parameters.of(knobs);
  }

  /** Ratios are over all that was acknowledged; the rate is that of the window. */
  private Cost cost() {
    double all = result.acknowledged();
    Double flushes =
        result.deviceFlushes() == null || result.syncs() == 0
            ? null
            : (double) result.deviceFlushes() / result.syncs();
    return new Cost(
        result.acknowledgedInTime(),
        result.achievedPerSecond(),
        result.writes() / all,
        result.syncs() / all,
        result.writtenBytes() / all,
        flushes,
        null,
        null);
  }

  private void addResponse(ObservationBuilder builder) {
    add(builder, "responseP50Ns", result.response().p50Ns());
    add(builder, "responseP99Ns", result.response().p99Ns());
    add(builder, "responseP999Ns", result.response().p999Ns());
    add(builder, "responseMaxNs", result.response().maxNs());
    add(builder, "lateSendP99Ns", result.lateSendP99Ns());
    add(builder, "clampedValues", result.clampedValues());
    add(builder, "blockedSends", result.blockedSends());
    add(builder, "blockedNs", result.blockedNs());
    add(builder, "recordsGivenUp", result.givenUp());
    add(builder, "recordsBehind", result.offered() - result.acknowledgedInTime());
    add(builder, "capacityPerSecond", capacityPerSecond == 0 ? null : capacityPerSecond);
    builder.metric("offeredPerSecond", result.offered() * 1e9 / result.windowNs());
    builder.metric("achievedPerSecond", result.achievedPerSecond());
  }

  private void addSlow(ObservationBuilder builder) {
    SlowCommits slow = result.slow();
    if (slow != null) {
      add(builder, "slowCommits", slow.total());
      add(builder, "slowByJvmPause", slow.jvmPause());
      add(builder, "slowByDevice", slow.device());
      add(builder, "slowByRoll", slow.roll());
      add(builder, "slowByQueue", slow.queue());
      add(builder, "slowByUnknown", slow.unknown());
    }
  }

  private static void addPlateaus(ObservationBuilder builder, Plateaus plateaus) {
    if (plateaus != null) {
      builder.metric("plateau1PerSecond", plateaus.firstPerSecond());
      builder.metric("plateau2PerSecond", plateaus.secondPerSecond());
      builder.metric("plateauChangeAtSeconds", plateaus.changeAtSeconds());
    }
  }

  private static void add(ObservationBuilder builder, String name, Long value) {
    if (value != null) {
      builder.metric(name, value.doubleValue());
    }
  }
}
