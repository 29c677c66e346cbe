package org.ackmark.results.report.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.Quantile;

/**
 * The times of one point, from the median into the tail as far as there are values enough: each
 * step has at least {@link Quantile#LEAST_EXCEEDANCES} values beyond it. Immutable.
 *
 * @param count how many times there are
 * @param maxNs the longest
 * @param steps from the shortest to the longest
 */
public record Distribution(long count, long maxNs, List<Step> steps) {
  /** One in two is longer. */
  public static final double MEDIAN = 2;

  private static final int STEPS_PER_DECADE = 10;

  /**
   * One time that few exceed.
   *
   * @param oneIn one in that many times is longer: 2 is the median, 100 the 99th percentile
   * @param ns the time
   */
  public record Step(double oneIn, double ns) {}

  /** Copies the steps. */
  public Distribution {
    steps = List.copyOf(steps);
  }

  /** What a histogram holds; empty if that is too little for two steps. */
  static Optional<Distribution> of(LatencyHistogram histogram) {
    double furthest = (double) histogram.count() / Quantile.LEAST_EXCEEDANCES;
    List<Step> steps = new ArrayList<>();
    for (double oneIn = MEDIAN; oneIn <= furthest; oneIn = next(oneIn)) {
      steps.add(new Step(oneIn, Math.max(1, histogram.nsOfShare(1 - 1 / oneIn))));
    }
    return steps.size() < 2
        ? Optional.empty()
        : Optional.of(new Distribution(histogram.count(), histogram.maxNs(), steps));
  }

  /** The first step that so few exceed, as in one in 100; empty if there are too few values. */
  public OptionalDouble nsOf(double oneIn) {
    return steps.stream().filter(s -> s.oneIn >= oneIn - 1e-9).mapToDouble(Step::ns).findFirst();
  }

  /** Tenths of a decade, so that 10, 100 and so on are among them. */
  private static double next(double oneIn) {
    long step = Math.round(Math.log10(oneIn) * STEPS_PER_DECADE) + 1;
    return Math.pow(10, (double) step / STEPS_PER_DECADE);
  }
}
