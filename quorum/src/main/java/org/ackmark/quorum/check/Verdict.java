package org.ackmark.quorum.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a checker found. Immutable.
 *
 * @param operations how many it judged
 * @param keys on how many registers
 * @param violations at most one for each register, the first that was found
 */
public record Verdict(long operations, int keys, List<Violation> violations) {
  /** Copies the list. */
  public Verdict {
    violations = List.copyOf(violations);
  }

  /** Whether every register, and therefore the store of them all, is linearizable. */
  public boolean linearizable() {
    return violations.isEmpty();
  }

  @Override
  public String toString() {
    String what = operations + " operations on " + keys + " keys: ";
    return linearizable()
        ? what + "linearizable"
        : violations.stream()
            .map(Violation::toString)
            .collect(Collectors.joining("\n", what + "not linearizable\n", ""));
  }
}
