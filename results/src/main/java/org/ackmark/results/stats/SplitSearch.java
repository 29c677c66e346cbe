package org.ackmark.results.stats;

/**
 * Finds where a stretch of a series is best split in two, by the energy distance between the values
 * before and after: for each possible split τ and end κ of what is after,
 *
 * <pre>
 *   Q(τ, κ) = 2/(m+n) · Σ |x − y| − 2m/((m+n)(n−1)) · Σ |x − x'| − 2n/((m+n)(m−1)) · Σ |y − y'|
 * </pre>
 *
 * for the n values x before τ and the m values y from τ up to κ, sums over all pairs. The order of
 * additions is that of {@code otava/change_point_divisive/calculator.py}, so that ties fall the
 * same way. Immutable.
 *
 * <p>Source: D. S. Matteson and N. A. James, "A Nonparametric Approach for Multiple Change Point
 * Analysis of Multivariate Data", Journal of the American Statistical Association 109 (2014).
 */
final class SplitSearch {
  /** In row t: sums of the distances of value t to those after it, up to value j + 1. */
  private final double[][] forward;

  private final double[][] distances;

  /**
   * A split of the values {@code from} up to, not including, {@code to}.
   *
   * @param index of the first value after the split
   * @param gain Q, the greater the better
   */
  record Split(int from, int index, int to, double gain) {}

  SplitSearch(double[] series) {
    int n = series.length;
    distances = new double[n][n];
    forward = new double[Math.max(0, n - 1)][Math.max(0, n - 1)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i][j] = Math.abs(series[i] - series[j]);
      }
    }
    for (int t = 0; t < n - 1; t++) {
      double sum = 0;
      for (int j = t; j < n - 1; j++) {
        sum += distances[t][j + 1];
        forward[t][j] = sum;
      }
    }
  }

  /** The best split of at least two values; the first of equally good ones. */
  Split best(int from, int to) {
    int size = to - from - 1;
    double[] within = withinBefore(from, size);
    double[][] below = sumsFromBelow(from, size);
    double[] above = new double[size];
    Split best = null;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        above[j] += forward[from + i][from + j];
        double gain = j < i ? 0 : gain(i, j, above[j], within[i], below[i + 1][j]);
        if (best == null || gain > best.gain) {
          best = new Split(from, from + i + 1, to, gain);
        }
      }
    }
    return best;
  }

  /** The split has i + 1 values before it, of j + 2 in all. */
  private static double gain(int i, int j, double above, double within, double below) {
    double between = 2.0 / (j + 2) * (above - within);
    double before = i == 0 ? 0 : (double) (2 * (j + 1 - i)) / ((j + 2) * i) * within;
    double after = j == i ? 0 : (double) (2 * (i + 1)) / ((j + 2) * (j - i)) * below;
    return between - before - after;
  }

  /** For each i the sum of the distances among its i + 1 values. */
  private double[] withinBefore(int from, int size) {
    double[] within = new double[size];
    for (int i = 1; i < size; i++) {
      int value = from + i;
      within[i] = within[i - 1] + (column(0, value, value) - column(0, from, value));
    }
    return within;
  }

  private double column(int from, int to, int value) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += distances[t][value];
    }
    return sum;
  }

  private double[][] sumsFromBelow(int from, int size) {
    double[][] sums = new double[size + 1][size];
    for (int i = size - 1; i >= 0; i--) {
      for (int j = 0; j < size; j++) {
        sums[i][j] = sums[i + 1][j] + forward[from + i][from + j];
      }
    }
    return sums;
  }
}
