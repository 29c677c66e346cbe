package org.ackmark.results.export;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The median of some values, and the interval between two of them that covers the true median with
 * at least 95 %, whatever the distribution (Conover, Practical Nonparametric Statistics, 3.2; also
 * benchstat's). Fewer than six values can't be that sure: the interval spans all of them.
 *
 * @param median the middle value, or the mean of the two in the middle
 * @param low lower end
 * @param high upper end
 * @param values how many there are
 */
record MedianInterval(double median, double low, double high, int values) {
  private static final double MISSED_ON_EACH_SIDE = 0.025;

  static MedianInterval of(double[] unsorted) {
    double[] sorted = unsorted.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    int cut = cut(count);
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new MedianInterval(median, sorted[cut], sorted[count - 1 - cut], count);
  }

  /** How many values lie outside on each side. */
  private static int cut(int count) {
    BinomialDistribution below = BinomialDistribution.of(count, 0.5);
    int cut = 0;
    while (below.cumulativeProbability(cut + 1) <= MISSED_ON_EACH_SIDE) {
      cut++;
    }
    return cut;
  }

  /** One value has no spread. */
  boolean hasSpread() {
    return values > 1;
  }
}
