package org.ackmark.results.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Keeps the probability of even one false alarm among several tests below the level of one,
 * whatever their dependence.
 *
 * <p>Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian
 * Journal of Statistics 6 (1979). Pure functions, for any thread.
 */
public final class Holm {
  private static final double ROUNDING = 1e-12;

  private Holm() {}

  /**
   * The adjusted p values, in the order given: compare them with the level of the whole family.
   *
   * @throws IllegalArgumentException if there are none or one is not from 0 to 1
   */
  public static double[] adjusted(double[] pValues) {
    Require.values("pValues", pValues, 1);
    for (int i = 0; i < pValues.length; i++) {
      Require.probability("pValues[" + i + "]", pValues[i]);
    }
    int[] ascending = ascending(pValues);
    double[] adjusted = new double[pValues.length];
    double greatest = 0;
    for (int i = 0; i < ascending.length; i++) {
      int index = ascending[i];
      greatest = Math.max(greatest, Math.min(1, (ascending.length - i) * pValues[index]));
      adjusted[index] = greatest;
    }
    return adjusted;
  }

  /**
   * The most tests of which each can still be significant at that level if the least p value any
   * can reach is this one; 0 if not even a single test can.
   *
   * @throws IllegalArgumentException if one of them is not above 0, or alpha not below 1
   */
  public static int largestFamily(double smallestPValue, double alpha) {
    Require.probability("smallestPValue", smallestPValue);
    Require.share("alpha", alpha);
    if (smallestPValue == 0) {
      throw new IllegalArgumentException("smallestPValue=0.0, must be above 0");
    }
    return (int) (alpha / smallestPValue * (1 + ROUNDING));
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
