package org.ackmark.results.ci;

import java.util.List;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.environment.Environment;

/**
 * What a gate came to, for those who show it. Immutable.
 *
 * @param profileName of the run that was judged
 * @param environment of that run
 * @param comparisons one for each candidate; empty if none could be made
 * @param problem why none could be made; absent otherwise
 */
public record GateResult(
    String profileName, Environment environment, List<Comparison> comparisons, String problem) {
  /** Copies the list. */
  public GateResult {
    comparisons = List.copyOf(comparisons);
    if (comparisons.isEmpty() == (problem == null)) {
      throw new IllegalArgumentException(
          "comparisons=" + comparisons.size() + " with problem=" + problem);
    }
  }

  /** A gate that judged. */
  public static GateResult of(
      String profileName, Environment environment, List<Comparison> comparisons) {
    return new GateResult(profileName, environment, comparisons, null);
  }

  /** A gate that could not judge: never good news. */
  public static GateResult unable(String profileName, Environment environment, String problem) {
    return new GateResult(profileName, environment, List.of(), problem);
  }

  Conclusion conclusion() {
    return problem == null
        ? Conclusion.of(comparisons)
        : new Conclusion(Outcome.INCONCLUSIVE, problem);
  }
}
