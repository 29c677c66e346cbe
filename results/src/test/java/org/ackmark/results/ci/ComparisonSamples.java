package org.ackmark.results.ci;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Point;
import org.ackmark.results.Samples;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Design;
import org.ackmark.results.compare.DroppedBlock;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.Side;
import org.ackmark.results.compare.Verdict;

/** Comparisons as a gate might make them. */
final class ComparisonSamples {
  /** Everything that means something in XML, Markdown or a workflow command. */
  static final String HOSTILE =
      "a|b <c> & \"d\" `e` 100 %, f: $g$ \u0001\r\n::error::h [i](j) \ud83d\ude00";

  private ComparisonSamples() {}

  static Effect effect(String variant, double percent, Verdict verdict) {
    return effect(Samples.point(variant, Guarantee.POWER_LOSS, 64), percent, verdict, null, null);
  }

  static Effect effect(
      Point point, Double percent, Verdict verdict, Integer moreSamples, String note) {
    boolean known = percent != null;
    return new Effect(
        point,
        "commitsPerSecond",
        true,
        true,
        known ? 41_200.0 : null,
        known ? 41_200 * (1 + percent / 100) : null,
        known ? 12 : 0,
        percent,
        known ? Double.valueOf(percent - 3) : null,
        known ? Double.valueOf(percent + 3) : null,
        0.001,
        0.004,
        5,
        "calibration",
        2.0,
        3.0,
        verdict,
        moreSamples,
        note);
  }

  /** One that falls in the next verdict: the same metric, no primary one. */
  static Effect secondary(Effect effect) {
    return new Effect(
        effect.point(),
        "p99Ns",
        false,
        false,
        1e6,
        2e6,
        12,
        100.0,
        90.0,
        110.0,
        0.01,
        null,
        5,
        "calibration",
        2.0,
        3.0,
        null,
        null,
        null);
  }

  static Comparison comparison(Verdict verdict, Effect... effects) {
    return comparison("candidate", verdict, null, List.of(effects), List.of());
  }

  static Comparison undecided(String why, Effect... effects) {
    return comparison("candidate", null, why, List.of(effects), List.of());
  }

  static Comparison comparison(
      String candidate, Verdict verdict, String why, List<Effect> effects, List<String> notes) {
    return new Comparison(
        Comparison.SCHEMA,
        1,
        "gate",
        Design.PAIRED_BLOCKS,
        new Side("base", List.of("run-1"), List.of("aaaa")),
        new Side(candidate, List.of("run-1"), List.of("bbbb")),
        Rules.STANDARD,
        12,
        List.of(new DroppedBlock(3, "disturbed: the probe moved")),
        effects,
        List.of(),
        List.of(),
        verdict,
        why,
        notes);
  }

  static GateResult result(Comparison... comparisons) {
    return GateResult.of("gate", Samples.environment(), List.of(comparisons));
  }

  static GateResult unable(String problem) {
    return GateResult.unable("gate", Samples.environment(), problem);
  }

  /** Regressions of many points, the least first. */
  static Comparison regressed(int points) {
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      effects.add(effect("variant-" + i, -10 - i / 100.0, Verdict.REGRESSED));
    }
    return comparison("candidate", Verdict.REGRESSED, null, effects, List.of());
  }
}
