package org.ackmark.bench.load;

import java.nio.file.Path;
import java.util.List;
import org.ackmark.results.Observation;
import org.ackmark.results.RunStatus;

/**
 * How a load ended.
 *
 * @param plan what was to be done
 * @param status whether it is complete
 * @param refused whether the doctor refused it, so that there are no results
 * @param results where the files are; null when refused
 * @param variants the variants so far
 * @param observations all observations
 */
public record LoadOutcome(
    LoadPlan plan,
    RunStatus status,
    boolean refused,
    Path results,
    List<VariantOutcome> variants,
    List<Observation> observations) {
  /** Copies the lists. */
  public LoadOutcome {
    variants = List.copyOf(variants);
    observations = List.copyOf(observations);
  }

  static LoadOutcome byDoctor(LoadPlan plan) {
    return new LoadOutcome(plan, RunStatus.FAILED, true, null, List.of(), List.of());
  }

  /** Whether a rate that was asked for was not held. */
  public boolean missedGivenRate() {
    return !plan.needsCapacity() && variants.stream().anyMatch(VariantOutcome::missed);
  }

  /** Whether there is an objective, and a variant that no rate lets meet it. */
  public boolean objectiveNotMet() {
    return plan.options().slo().isPresent()
        && variants.stream().anyMatch(v -> v.foundPerSecond().isEmpty());
  }
}
