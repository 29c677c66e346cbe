package org.ackmark.bench.run;

import java.util.Map;
import java.util.OptionalDouble;
import org.ackmark.bench.jmh.Figure;

/**
 * What came out of one JVM.
 *
 * @param figures the meter's; empty when it failed, or when the work has no meter
 * @param score JMH's own; of a single shot the time it took
 * @param failure why there are no figures; null when there are
 */
record ForkResult(Map<Figure, Double> figures, double score, String failure) {
  /** Copies the map. */
  ForkResult {
    figures = Map.copyOf(figures);
  }

  static ForkResult failed(String why) {
    return new ForkResult(Map.of(), 0, why);
  }

  OptionalDouble figure(Figure figure) {
    Double value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** A count; 0 when it is not known. */
  long count(Figure figure) {
    return Math.round(figures.getOrDefault(figure, 0.0));
  }
}
