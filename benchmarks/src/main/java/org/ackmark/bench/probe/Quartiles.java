package org.ackmark.bench.probe;

import java.util.Arrays;

/** The middle half of a figure that was taken several times. */
public record Quartiles(double lower, double median, double upper) {

  /**
   * Of those values, in any order.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Quartiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values=0");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  /** Between two ranks in proportion, so that the median of an even count is their mean. */
  private static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
