package org.ackmark.results.compare;

import java.util.List;
import java.util.Optional;

/**
 * The verdict over all primary metrics: the worst news there is. If the base was found to differ
 * from itself, the run cannot be trusted to find differences, and a change that it found is not
 * confirmed.
 *
 * @param verdict of all
 * @param advice why it is weaker than the single verdicts; null if it is not
 */
record Overall(Verdict verdict, String advice) {

  static Overall of(List<Effect> judged, List<Effect> controls) {
    Verdict verdict = worst(judged);
    boolean found = verdict == Verdict.REGRESSED || verdict == Verdict.IMPROVED;
    List<Effect> moved = controls.stream().filter(Overall::changed).toList();
    if (found && !moved.isEmpty()) {
      return new Overall(
          Verdict.INCONCLUSIVE,
          "the control arm, the base once more, was found to differ from it too (%s): what was found"
                  .formatted(moved.getFirst().point().variant())
              + " is not confirmed");
    }
    return new Overall(verdict, null);
  }

  Optional<String> note() {
    return Optional.ofNullable(advice);
  }

  private static boolean changed(Effect effect) {
    return effect.verdict() == Verdict.REGRESSED || effect.verdict() == Verdict.IMPROVED;
  }

  private static Verdict worst(List<Effect> judged) {
    for (Verdict verdict :
        List.of(Verdict.REGRESSED, Verdict.INCONCLUSIVE, Verdict.IMPROVED, Verdict.SAME)) {
      if (judged.stream().anyMatch(effect -> effect.verdict() == verdict)) {
        return verdict;
      }
    }
    return Verdict.INCONCLUSIVE;
  }
}
