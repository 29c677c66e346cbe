package org.ackmark.results.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The two-sided sign-flip test: if there is no effect, each value might as well have had the other
 * sign. p is the share of sign patterns whose mean is at least as far from zero as the one
 * observed.
 *
 * <p>Source: R. A. Fisher, "The Design of Experiments" (1935), section 21; the correction of
 * sampled patterns by B. Phipson and G. K. Smyth, "Permutation P-values Should Never Be Zero"
 * (2010). Pure functions, for any thread.
 */
public final class SignFlip {
  private static final int MOST_EXACT = 20;
  private static final int PATTERNS = 100_000;

  /** Sums that differ by less than this share of the sum of magnitudes are ties of rounding. */
  private static final double ROUNDING = 1e-12;

  private SignFlip() {}

  /**
   * The probability of a mean that far from zero. Exact over all patterns up to 20 values, the seed
   * has no effect then; beyond, from 100,000 seeded patterns and the one observed. Values that are
   * all zero give 1, as do those of mean zero.
   *
   * @throws IllegalArgumentException if there are no values or one is not finite
   */
  public static double pValue(double[] values, long seed) {
    Require.values("values", values, 1);
    double[] scaled = Scale.of(values).down(values);
    double threshold = Math.abs(Arrays.stream(scaled).sum()) - tolerance(scaled);
    if (threshold <= 0) {
      return 1;
    }
    return scaled.length <= MOST_EXACT
        ? exact(scaled, threshold)
        : sampled(scaled, threshold, new SplittableRandom(seed));
  }

  /**
   * The least p that so many values can give: 2/2ⁿ where exact, 1/100,001 beyond.
   *
   * @throws IllegalArgumentException if n is below 1
   */
  public static double smallestPValue(int n) {
    Require.atLeast("n", n, 1);
    return n <= MOST_EXACT ? Math.scalb(1.0, 1 - n) : 1.0 / (PATTERNS + 1);
  }

  private static double tolerance(double[] values) {
    return ROUNDING * Arrays.stream(values).map(Math::abs).sum();
  }

  /** All sums are a sum over the first half of the values and one over the second. */
  private static double exact(double[] values, double threshold) {
    int middle = values.length / 2;
    double[] first = sums(Arrays.copyOfRange(values, 0, middle));
    double[] second = sums(Arrays.copyOfRange(values, middle, values.length));
    long beyond = 0;
    int end = second.length;
    for (double sum : first) {
      while (end > 0 && sum + second[end - 1] >= threshold) {
        end--;
      }
      beyond += second.length - end;
    }
    return Math.scalb(2.0 * beyond, -values.length);
  }

  /** The sums over all sign patterns, ascending. */
  private static double[] sums(double[] values) {
    double[] sums = {0};
    for (double value : values) {
      double[] longer = new double[2 * sums.length];
      for (int i = 0; i < sums.length; i++) {
        longer[2 * i] = sums[i] - value;
        longer[2 * i + 1] = sums[i] + value;
      }
      sums = longer;
    }
    Arrays.sort(sums);
    return sums;
  }

  private static double sampled(double[] values, double threshold, SplittableRandom random) {
    int beyond = 0;
    for (int i = 0; i < PATTERNS; i++) {
      if (Math.abs(flipped(values, random)) >= threshold) {
        beyond++;
      }
    }
    return (beyond + 1.0) / (PATTERNS + 1);
  }

  private static double flipped(double[] values, SplittableRandom random) {
    double sum = 0;
    long signs = 0;
    for (int i = 0; i < values.length; i++) {
      signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
      sum += (signs & 1) == 0 ? values[i] : -values[i];
    }
    return sum;
  }
}
