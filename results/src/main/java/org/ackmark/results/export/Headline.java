package org.ackmark.results.export;

import java.util.Map;
import java.util.Optional;
import org.ackmark.results.Observation;

/**
 * The figure that an observation was made for: its commits per second; for work that commits
 * nothing the time it took, or else its rate.
 *
 * @param figure which one
 * @param value in the figure's unit
 */
record Headline(Figure figure, double value) {
  private static final double NS_PER_SECOND = 1e9;

  /** Empty if there is neither a rate nor a time. */
  static Optional<Headline> of(Observation observation) {
    if (observation.cost().commitsPerSecond() != null) {
      return Optional.of(
          new Headline(Figure.COMMITS_PER_SECOND, observation.cost().commitsPerSecond()));
    }
    return first(observation, false).or(() -> first(observation, true));
  }

  private static Optional<Headline> first(Observation observation, boolean rate) {
    for (Map.Entry<String, Double> metric : observation.metrics().entrySet()) {
      Optional<Figure> figure = Figure.ofMetric(metric.getKey());
      if (figure.isPresent() && figure.get().rate() == rate && metric.getValue() > 0) {
        return Optional.of(new Headline(figure.get(), metric.getValue()));
      }
    }
    return Optional.empty();
  }

  /** How many operations there were in that time: one, if the figure is the time that it took. */
  long operations(long durationNs) {
    return figure.rate() ? Math.max(1, Math.round(value * durationNs / NS_PER_SECOND)) : 1;
  }

  /** Time divided by operations; with many writers this is not what one of them waits. */
  double nsPerOperation() {
    return figure.rate() ? NS_PER_SECOND / value : value;
  }
}
