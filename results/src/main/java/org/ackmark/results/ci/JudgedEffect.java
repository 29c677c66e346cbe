package org.ackmark.results.ci;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ackmark.results.Point;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Verdict;

/**
 * The primary metric of a point, and what a build makes of it. A regression that its comparison
 * does not stand by, because the base was found to differ from itself, is inconclusive here.
 *
 * @param comparison that it is of
 * @param effect on a primary metric
 */
record JudgedEffect(Comparison comparison, Effect effect) {
  private static final Comparator<JudgedEffect> WORST_FIRST =
      Comparator.comparing(JudgedEffect::outcome)
          .thenComparing(Comparator.comparingDouble(JudgedEffect::harmPercent).reversed());

  /** Those of all comparisons, the worst first. */
  static List<JudgedEffect> worstFirst(List<Comparison> comparisons) {
    return comparisons.stream().flatMap(JudgedEffect::of).sorted(WORST_FIRST).toList();
  }

  static Stream<JudgedEffect> of(Comparison comparison) {
    return comparison.judged().stream().map(effect -> new JudgedEffect(comparison, effect));
  }

  Outcome outcome() {
    if (comparison.verdict() == null || effect.verdict() == null || vetoed()) {
      return Outcome.INCONCLUSIVE;
    }
    return Outcome.valueOf(effect.verdict().name());
  }

  /** Why nothing can be said, or what to know beside the figures; empty if nothing. */
  String remark() {
    List<String> parts = new ArrayList<>();
    if (comparison.noVerdict() != null) {
      parts.add(comparison.noVerdict());
    }
    if (vetoed()) {
      parts.add("not confirmed: the base was found to differ from itself");
    }
    if (effect.note() != null) {
      parts.add(effect.note());
    }
    if (effect.moreSamples() != null) {
      parts.add("about " + effect.moreSamples() + " more samples would decide");
    }
    return String.join("; ", parts);
  }

  /** What was measured, for a person. */
  String title() {
    Point point = effect.point();
    List<String> parts = new ArrayList<>();
    parts.add(point.variant());
    parts.add(point.benchmark());
    parts.add(point.writers() + " " + point.threadKind().label());
    parts.add(point.recordBytes() + " bytes");
    parts.add(point.guarantee().label());
    point.params().values().forEach((name, value) -> parts.add(name + "=" + value));
    return String.join(", ", parts);
  }

  /** Effect, interval, margin and remark in one line. */
  String sentence() {
    String figures =
        "%s %s, interval %s, margin %s, %d samples, %s in the base, %s in the candidate"
            .formatted(
                effect.metric(),
                Figures.percent(effect.effectPercent()),
                Figures.interval(effect),
                Figures.share(effect.marginPercent()),
                effect.samples(),
                Figures.value(effect.base()),
                Figures.value(effect.candidate()));
    return remark().isEmpty() ? figures : figures + "; " + remark();
  }

  private boolean vetoed() {
    return effect.verdict() == Verdict.REGRESSED && comparison.verdict() != Verdict.REGRESSED;
  }

  /** By how much it is worse; less than zero if it is better, nothing if it is not known. */
  private double harmPercent() {
    double change = Objects.requireNonNullElse(effect.effectPercent(), 0.0);
    return effect.higherIsBetter() ? -change : change;
  }
}
