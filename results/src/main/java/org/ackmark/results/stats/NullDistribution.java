package org.ackmark.results.stats;

/**
 * How a rank statistic is distributed, exactly, if there is no effect: symmetric, on whole numbers
 * from 0. Built up value by value from sums of positive terms, so that small probabilities keep
 * their relative precision. Immutable.
 */
final class NullDistribution {
  /** A tail that equals the wanted one but for rounding counts as within it. */
  private static final double ROUNDING = 1e-12;

  private final double[] probabilities;

  private NullDistribution(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /** Of Wilcoxon's T⁺, the sum of the ranks of n that got a positive sign. */
  static NullDistribution signedRank(int n) {
    double[] sums = new double[n * (n + 1) / 2 + 1];
    sums[0] = 1;
    for (int rank = 1, most = 1; rank <= n; rank++, most += rank) {
      for (int sum = most; sum >= 0; sum--) {
        sums[sum] = (sums[sum] + (sum < rank ? 0 : sums[sum - rank])) / 2;
      }
    }
    return new NullDistribution(sums);
  }

  /**
   * Of Mann and Whitney's U, the number of pairs in which the value of the first sample is the
   * greater. The greatest value of all is from the first with probability i/(i+j), and then exceeds
   * all j of the second.
   */
  static NullDistribution rankSum(int first, int second) {
    double[][] row = new double[second + 1][];
    for (int j = 0; j <= second; j++) {
      row[j] = new double[] {1};
    }
    for (int i = 1; i <= first; i++) {
      double[][] next = new double[second + 1][];
      next[0] = new double[] {1};
      for (int j = 1; j <= second; j++) {
        next[j] = mixed((double) i / (i + j), row[j], j, next[j - 1]);
      }
      row = next;
    }
    return new NullDistribution(row[second]);
  }

  /** With that probability the shifted distribution, otherwise the other. */
  private static double[] mixed(double share, double[] shifted, int by, double[] other) {
    double[] mixed = new double[shifted.length + by];
    for (int u = 0; u < shifted.length; u++) {
      mixed[u + by] = share * shifted[u];
    }
    for (int u = 0; u < other.length; u++) {
      mixed[u] += (1 - share) * other[u];
    }
    return mixed;
  }

  /** The probability of that value or a smaller one. */
  double atMost(long value) {
    double sum = 0;
    for (int i = 0; i <= value && i < probabilities.length; i++) {
      sum += probabilities[i];
    }
    return Math.min(1, sum);
  }

  /** How many of the smallest values together have no more than that probability. */
  long within(double tail) {
    double limit = tail * (1 + ROUNDING);
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum += probabilities[i];
      if (sum > limit) {
        return i;
      }
    }
    throw new AssertionError("tail=" + tail);
  }
}
