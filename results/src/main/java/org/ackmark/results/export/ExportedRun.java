package org.ackmark.results.export;

import java.util.List;
import org.ackmark.results.Observation;
import org.ackmark.results.Run;
import org.ackmark.results.environment.Environment;

/**
 * A run, as far as it is exported. Immutable.
 *
 * @param run what was asked for
 * @param environment the machine
 * @param arm the arm that the observations are of; absent in a run without arms
 * @param observations those that were {@linkplain Selection selected}, at least one
 */
public record ExportedRun(
    Run run, Environment environment, String arm, List<Observation> observations) {
  /** Copies the list. */
  public ExportedRun {
    observations = List.copyOf(observations);
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("observations=[], must not be empty");
    }
  }

  /** The points, each with its observations, in the order of their first observation. */
  List<PointSeries> points() {
    return PointSeries.of(observations);
  }

  /** The commit as {@code git describe} marks it; {@code unknown} outside a checkout. */
  String commit() {
    if (run.git() == null) {
      return "unknown";
    }
    return run.git().commit() + (run.git().dirty() ? "-dirty" : "");
  }
}
