package org.ackmark.bench.load;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.results.Status;

/**
 * How the loads of one variant went, on one log or several replicas.
 *
 * @param subject what was measured
 * @param capacityPerSecond what it can do at most; 0 if that was not looked for
 * @param trials the rates, in the order in which they were tried
 * @param slo the objective; empty for none
 * @param foundPerSecond the highest rate that was held, and that meets the objective if there is
 *     one; empty if there is none, or it is not known yet
 */
public record VariantOutcome(
    LoadSubject subject,
    long capacityPerSecond,
    List<Trial> trials,
    Optional<Slo> slo,
    OptionalLong foundPerSecond) {
  /** Copies the list. */
  public VariantOutcome {
    trials = List.copyOf(trials);
  }

  /** Whether some rate was not held. */
  public boolean missed() {
    return trials.stream().anyMatch(trial -> trial.observation().status() == Status.MISSED);
  }

  /** The trials of the rate that was found. */
  List<Trial> confirmations() {
    return trials.stream()
        .filter(trial -> foundPerSecond.isPresent())
        .filter(trial -> trial.ratePerSecond() == foundPerSecond.getAsLong())
        .filter(trial -> trial.passed(slo.orElse(null)))
        .toList();
  }
}
