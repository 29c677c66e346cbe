package org.ackmark.bench.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ackmark.results.stats.ChangePoint;
import org.ackmark.results.stats.ChangePoints;

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

  /** A smaller step is not worth a sentence. */
  private static final double LEAST_STEP = 0.10;

  /** Seconds of one level, from the first to before the last. */
  private record Level(int from, int to, double perSecond) {}

  /**
   * Looks for the greatest step between two plateaus.
   *
   * @param perSecond acknowledgements per second, second by second
   */
  static Optional<Plateaus> in(List<Double> perSecond) {
    if (perSecond.size() < 2 * LEAST_SECONDS) {
      return Optional.empty();
    }
    List<Level> levels = levels(perSecond.stream().mapToDouble(Double::doubleValue).toArray());
    List<Plateaus> steps = new ArrayList<>();
    for (int i = 1; i < levels.size(); i++) {
      Level before = levels.get(i - 1);
      Level after = levels.get(i);
      steps.add(new Plateaus(before.perSecond(), after.perSecond(), after.from()));
    }
    return steps.stream()
        .filter(step -> step.step() >= LEAST_STEP)
        .max(Comparator.comparingDouble(Plateaus::step));
  }

  /** The stretches without a change in them that are long enough. */
  private static List<Level> levels(double[] series) {
    List<Integer> bounds = new ArrayList<>();
    bounds.add(0);
    ChangePoints.of(series, ChangePoints.WINDOW, ChangePoints.MAX_P_VALUE, LEAST_STEP).stream()
        .map(ChangePoint::index)
        .forEach(bounds::add);
    bounds.add(series.length);
    List<Level> levels = new ArrayList<>();
    for (int i = 1; i < bounds.size(); i++) {
      int from = bounds.get(i - 1);
      int to = bounds.get(i);
      if (to - from >= LEAST_SECONDS) {
        levels.add(new Level(from, to, mean(series, from, to)));
      }
    }
    return levels;
  }

  private static double mean(double[] series, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += series[i];
    }
    return sum / (to - from);
  }

  /** The change as a share of the higher. */
  private double step() {
    return Math.abs(firstPerSecond - secondPerSecond) / Math.max(firstPerSecond, secondPerSecond);
  }
}
