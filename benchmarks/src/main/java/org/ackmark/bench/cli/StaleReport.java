package org.ackmark.bench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ackmark.bench.probe.Figures;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.replicas.StaleStep;
import org.ackmark.quorum.Quorum;
import org.ackmark.results.stats.BinomialShare;
import org.ackmark.results.stats.Interval;
import org.ackmark.wal.Variant;

/**
 * What is to be said of reads that missed a write. Immutable.
 *
 * @param setting what was asked for
 * @param steps by how long after the acknowledgement reads began, ascending
 */
record StaleReport(Setting setting, List<StaleStep> steps) {
  private static final double CONFIDENCE = 0.95;
  private static final double PERCENT = 100;
  private static final String ROW = "%8s%9s%12s%11s   %-31s%7s%n";

  /**
   * What was asked for. Immutable.
   *
   * @param lagNs how long the writes to one replica were held
   * @param seed of the order and the prediction
   */
  record Setting(Replication replication, Variant variant, long lagNs, long seed) {}

  /** Whether a read missed a write that it had to meet. */
  boolean broken() {
    return quorum().meets() && steps.stream().anyMatch(step -> step.measured().hits() > 0);
  }

  private Quorum quorum() {
    return setting.replication.quorum();
  }

  /** A table and what it means, in lines of 100 columns. */
  String text() {
    StringBuilder text = new StringBuilder(heading());
    text.append(
        String.format(ROW, "after", "began", "predicted", "together", "measured (95 %)", "reads"));
    steps.forEach(step -> text.append(row(step)));
    text.append('\n').append(meaning()).append('\n');
    if (!quorum().meets()) {
      text.append(agreement()).append('\n');
    }
    return text.toString();
  }

  private String heading() {
    Quorum quorum = quorum();
    return """
    Reads that missed the newest acknowledged write, by how long after its acknowledgement they began
    N = %d, R = %d, W = %d, acknowledged at %s (%s), variant %s, %s%s (seed %d)
    last writer wins, one writer that is no replica, reads repair nothing

    """
        .formatted(
            quorum.n(),
            quorum.r(),
            quorum.w(),
            quorum.level(),
            setting.replication.guarantee(setting.variant),
            setting.variant.label(),
            setting.replication.placement().label(),
            emulated(),
            setting.seed);
  }

  private String emulated() {
    long delayNs = setting.replication.link().delayNs();
    String delay = delayNs == 0 ? "" : ", each message held for " + Quantity.ofNs(delayNs);
    String lag =
        setting.lagNs == 0
            ? ""
            : ", writes to one replica held for " + Quantity.ofNs(setting.lagNs);
    return delay.isEmpty() && lag.isEmpty() ? "" : delay + lag + " (emulated)";
  }

  private static String row(StaleStep step) {
    BinomialShare measured = step.measured();
    Interval interval = measured.interval(CONFIDENCE);
    return String.format(
        ROW,
        Quantity.ofNs(step.afterNs()),
        Figures.time((double) step.beganAfterP50Ns()),
        percent(step.predicted()),
        percent(step.together()),
        String.format(
            "%7s (%s to %s)",
            percent(measured.seen()), percent(interval.low()), percent(interval.high())),
        String.format(Locale.ROOT, "%,d", measured.trials()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", PERCENT * share);
  }

  private String meaning() {
    if (broken()) {
      return "R + W > N, and yet reads missed an acknowledged write: something is broken.";
    }
    if (quorum().meets()) {
      return "R + W > N: every read meets every acknowledged write, and every one did.";
    }
    BinomialShare atOnce = steps.getFirst().measured();
    if (steps.stream().allMatch(step -> step.measured().hits() == 0)) {
      return "R + W <= N, and yet no read was stale here: at most %s of those after %s are."
          .formatted(
              percent(atOnce.interval(CONFIDENCE).high()),
              Quantity.ofNs(steps.getFirst().afterNs()));
    }
    return "R + W <= N: of reads %s after the acknowledgement, %s miss it; %s."
        .formatted(Quantity.ofNs(steps.getFirst().afterNs()), percent(atOnce.seen()), freshFrom());
  }

  /** From when on none was stale. */
  private String freshFrom() {
    Optional<StaleStep> fresh =
        steps.reversed().stream()
            .takeWhile(step -> step.measured().hits() == 0)
            .reduce((_, earlier) -> earlier);
    return fresh
        .map(step ->
            "from %s on none did (at most %s)"
                .formatted(
                    Quantity.ofNs(step.afterNs()),
                    percent(step.measured().interval(CONFIDENCE).high())))
        .orElse("some still do at the end of this table");
  }

  private String agreement() {
    return """
    Within the measured interval: the prediction that takes replicas to be independent in %d of %d
    rows, the one that keeps together what they took at the same time in %d.\
    """
        .formatted(within(StaleStep::predicted), steps.size(), within(StaleStep::together));
  }

  private long within(ToDoubleFunction<StaleStep> prediction) {
    return steps.stream()
        .filter(
            step -> step.measured().interval(CONFIDENCE).contains(prediction.applyAsDouble(step)))
        .count();
  }

  /** The same for a machine. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("variant", setting.variant.label());
    tree.put("guarantee", setting.replication.guarantee(setting.variant).name());
    tree.putAll(setting.replication.parameters());
    tree.put("placement", setting.replication.placement().label());
    tree.put("readRepair", "none");
    tree.put("emulatedLagNs", setting.lagNs);
    tree.put("seed", setting.seed);
    tree.put("steps", steps.stream().map(StaleReport::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(StaleStep step) {
    Interval interval = step.measured().interval(CONFIDENCE);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("afterNs", step.afterNs());
    tree.put("beganAfterP50Ns", step.beganAfterP50Ns());
    tree.put("reads", step.measured().trials());
    tree.put("stale", step.measured().hits());
    tree.put("staleShare", step.measured().seen());
    tree.put("staleShareLow", interval.low());
    tree.put("staleShareHigh", interval.high());
    tree.put("predictedShare", step.predicted());
    tree.put("predictedTogetherShare", step.together());
    return tree;
  }
}
