package org.ackmark.results.report.chart;

import java.util.List;
import java.util.Optional;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;

/**
 * One kind of chart. Immutable, and equal data give equal drawings.
 *
 * @param <D> what it takes from a run
 */
public interface Chart<D> {
  /** Its name in links, unique among charts. */
  String id();

  /** The question that it answers, in a few words. */
  String heading();

  /** How to read it, in a sentence or two. */
  String reading();

  /** What it shows of a run; empty if the run does not have that. */
  Optional<D> data(RunView run);

  /** What the data say, in one sentence computed from them. */
  String message(D data);

  /** What else is to be said of these data, such as what is not drawn; empty if nothing is. */
  default String remark(D data) {
    return "";
  }

  /** The same numbers. */
  DataTable table(D data);

  /** Draws the data of one run, on axes that are wide enough for all. */
  Drawing draw(D data, List<D> all, Canvas canvas);
}
