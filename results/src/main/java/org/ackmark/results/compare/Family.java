package org.ackmark.results.compare;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.stats.Holm;
import org.ackmark.results.stats.Power;

/**
 * The effects of one comparison, judged together: the p values of the primary metrics are corrected
 * as one family by Holm's method. Pure.
 */
final class Family {
  private static final int MOST_SAMPLES = 400;

  private final Rules rules;

  Family(Rules rules) {
    this.rules = rules;
  }

  /** Judges the primary effects. */
  List<Effect> judged(List<LogEffect> primaries) {
    double[] adjusted = adjusted(primaries);
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      LogEffect effect = primaries.get(i);
      Verdict verdict =
          Judgement.of(
              effect.interval(),
              adjusted[i],
              effect.margin().log(),
              rules.alpha(),
              effect.metric().higherIsBetter());
      effects.add(effect(effect, true, adjusted[i], verdict));
    }
    return effects;
  }

  /** Shows effects without a verdict; {@code primary} says which kind they are. */
  List<Effect> shown(List<LogEffect> effects, boolean primary) {
    return effects.stream().map(e -> effect(e, primary, null, null)).toList();
  }

  private static double[] adjusted(List<LogEffect> primaries) {
    double[] p = primaries.stream().mapToDouble(LogEffect::p).toArray();
    return p.length == 0 ? p : Holm.adjusted(p);
  }

  private Effect effect(LogEffect e, boolean primary, Double pAdjusted, Verdict verdict) {
    boolean known = e.samples() > 0;
    boolean spread = e.samples() > 1;
    return new Effect(
        e.point(),
        e.metric().label(),
        e.metric().higherIsBetter(),
        primary,
        e.base(),
        e.candidate(),
        e.samples(),
        known ? percent(e.center()) : null,
        percent(e.interval().low()),
        percent(e.interval().high()),
        known ? e.p() : null,
        known ? pAdjusted : null,
        e.margin().percent(),
        e.margin().source(),
        spread ? percent(e.sd()) : null,
        spread ? detectable(e) : null,
        verdict,
        spread && verdict == Verdict.INCONCLUSIVE ? more(e) : null,
        e.note());
  }

  private Double detectable(LogEffect e) {
    double log = Power.detectable(e.sd(), e.samples(), rules.confidence(), rules.power());
    return percent(e.margin().log() + log);
  }

  /** What is missing until the interval no longer reaches the margin that it reaches now. */
  private Integer more(LogEffect e) {
    double distance = Math.abs(Math.abs(e.center()) - e.margin().log());
    if (e.sd() == 0 || distance == 0) {
      return null;
    }
    int enough =
        Power.blocksFor(e.sd(), distance, 0, rules.confidence(), rules.power(), MOST_SAMPLES);
    return enough >= MOST_SAMPLES ? null : Math.max(1, enough - e.samples());
  }

  /** Null where it is unbounded. */
  private static Double percent(double log) {
    double percent = 100 * Math.expm1(log);
    return Double.isFinite(percent) && log != Double.NEGATIVE_INFINITY ? percent : null;
  }
}
