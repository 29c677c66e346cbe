package org.ackmark.results.compare;

import org.ackmark.results.Metric;
import org.ackmark.results.Point;

/** The margin for each point and metric: of a calibration, of the user, or the default. */
@FunctionalInterface
public interface Margins {
  /** The margin for that metric of that point. */
  Margin of(Point point, Metric metric);

  /** The same for all. */
  static Margins all(Margin margin) {
    return (point, metric) -> margin;
  }
}
