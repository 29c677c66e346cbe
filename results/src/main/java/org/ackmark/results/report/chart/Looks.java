package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Look;

/** Gives each variant of all runs in a report one look, the same in every chart. Immutable. */
public final class Looks {
  private final List<String> names;

  /** The looks for those runs. */
  public Looks(List<RunView> runs) {
    names =
        new ArrayList<>(
            runs.stream()
                .flatMap(run -> run.points().stream())
                .map(Measured::name)
                .distinct()
                .sorted()
                .toList());
  }

  /** The look of that variant. */
  public Look of(String name) {
    return new Look(Math.max(0, names.indexOf(name)));
  }
}
