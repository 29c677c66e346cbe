package org.ackmark.bench.load;

import java.util.List;
import java.util.Optional;

/**
 * Two rates that a load had one after another: burst credits that ran out, or a write cache that
 * was full. One mean of both would describe neither.
 *
 * @param firstPerSecond acknowledgements per second before the change
 * @param secondPerSecond and after it
 * @param changeAtSeconds when it changed, from the beginning of the window
 */
public record Plateaus(double firstPerSecond, double secondPerSecond, int changeAtSeconds) {
  /** A shorter stretch is a stall, not a plateau. */
  private static final int LEAST_SECONDS = 10;

  /** Smaller steps are not worth a sentence. */
  private static final double LEAST_STEP = 0.10;

  /** By how many times the noise within them the two must differ. */
  private static final double LEAST_CONTRAST = 3;

  /**
   * Looks for the step that explains most of a series.
   *
   * @param perSecond acknowledgements per second, second by second
   */
  static Optional<Plateaus> in(List<Double> perSecond) {
    int best = -1;
    double bestError = Double.MAX_VALUE;
    for (int at = LEAST_SECONDS; at <= perSecond.size() - LEAST_SECONDS; at++) {
      double error =
          error(perSecond.subList(0, at)) + error(perSecond.subList(at, perSecond.size()));
      if (error < bestError) {
        best = at;
        bestError = error;
      }
    }
    return best < 0 ? Optional.empty() : step(perSecond, best, bestError);
  }

  private static Optional<Plateaus> step(List<Double> perSecond, int at, double error) {
    double first = mean(perSecond.subList(0, at));
    double second = mean(perSecond.subList(at, perSecond.size()));
    double noise = Math.sqrt(error / perSecond.size());
    double step = Math.abs(first - second);
    boolean clear = step >= LEAST_STEP * Math.max(first, second) && step >= LEAST_CONTRAST * noise;
    return clear ? Optional.of(new Plateaus(first, second, at)) : Optional.empty();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Sum of the squared distances from the mean. */
  private static double error(List<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
  }
}
