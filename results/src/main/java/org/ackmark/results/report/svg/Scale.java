package org.ackmark.results.report.svg;

import java.util.List;

/**
 * From values to places between 0 and 1, and the round values to be named on the way. Immutable.
 */
public sealed interface Scale permits LinearScale, LogScale {
  /** The place of a value: 0 at the least of the scale, 1 at the greatest; beyond, the nearest. */
  double place(double value);

  /** Round values within the scale, rising, that many at most where that is possible. */
  List<Double> ticks(int most);
}
