package org.ackmark.bench.run;

import java.nio.file.Path;
import java.util.List;
import org.ackmark.results.Observation;
import org.ackmark.results.RunStatus;

/**
 * How a run ended.
 *
 * @param status whether it is complete
 * @param refused whether the doctor refused it, so that there are no results
 * @param results where the files are; null when refused
 * @param observations all of them
 */
public record RunOutcome(
    RunStatus status, boolean refused, Path results, List<Observation> observations) {
  /** Copies the list. */
  public RunOutcome {
    observations = List.copyOf(observations);
  }

  static RunOutcome byDoctor() {
    return new RunOutcome(RunStatus.FAILED, true, null, List.of());
  }
}
