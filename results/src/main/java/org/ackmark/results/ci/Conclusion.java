package org.ackmark.results.ci;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.ackmark.results.compare.Comparison;

/**
 * What all comparisons of a gate come to: the worst of their verdicts.
 *
 * @param outcome of all; inconclusive if there was nothing to judge
 * @param sentence how many points came to what
 */
record Conclusion(Outcome outcome, String sentence) {

  static Conclusion of(List<Comparison> comparisons) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    List<JudgedEffect> judged = JudgedEffect.worstFirst(comparisons);
    judged.forEach(effect -> counts.merge(effect.outcome(), 1, Integer::sum));
    return new Conclusion(worst(comparisons), sentence(counts, judged.size(), comparisons));
  }

  private static Outcome worst(List<Comparison> comparisons) {
    return comparisons.stream()
        .map(Conclusion::outcome)
        .min(Outcome::compareTo)
        .orElse(Outcome.INCONCLUSIVE);
  }

  private static Outcome outcome(Comparison comparison) {
    return comparison.verdict() == null
        ? Outcome.INCONCLUSIVE
        : Outcome.valueOf(comparison.verdict().name());
  }

  private static String sentence(
      Map<Outcome, Integer> counts, int points, List<Comparison> comparisons) {
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((outcome, count) -> text.add(count + " " + word(outcome)));
    String sentence =
        points == 0
            ? "no point was judged"
            : (points == 1 ? "1 point: " : points + " points: ") + text;
    List<String> reasons =
        comparisons.stream()
            .map(Comparison::noVerdict)
            .filter(reason -> reason != null)
            .distinct()
            .toList();
    return reasons.isEmpty() ? sentence : sentence + "; " + String.join("; ", reasons);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case REGRESSED -> "regressed";
      case INCONCLUSIVE -> "inconclusive";
      case IMPROVED -> "improved";
      case SAME -> "the same";
    };
  }
}
