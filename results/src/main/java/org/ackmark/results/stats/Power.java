package org.ackmark.results.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a paired comparison of n blocks can find. Standard deviations, effects and margins are
 * differences of natural logarithms: exp(x) − 1 is the share. By quantiles of Student's t rather
 * than its non-central form: a little pessimistic for few blocks.
 *
 * <p>Source: J. Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988), chapter 2.
 * Pure functions, for any thread.
 */
public final class Power {
  private static final int LEAST_BLOCKS = 2;
  private static final int MOST_BLOCKS = 1_000_000;

  private Power() {}

  /**
   * The least effect that is found with that probability: (t₁₋ₐ + tₚ)·sd/√n.
   *
   * @param sd standard deviation of the paired differences
   * @throws IllegalArgumentException if sd is negative or not finite, n below 2, or confidence or
   *     power not between 0 and 1
   */
  public static double detectable(double sd, int n, double confidence, double power) {
    check(sd, n, confidence);
    Require.share("power", power);
    double missed = TDistribution.of(n - 1).inverseCumulativeProbability(power);
    return (critical(n, confidence) + missed) * sd / Math.sqrt(n);
  }

  /**
   * The probability that the interval of such an effect lies wholly beyond the margin.
   *
   * @param sd standard deviation of the paired differences
   * @param effect of either sign
   * @param margin what is too small to matter, not negative
   * @throws IllegalArgumentException if sd or margin is negative, one of the numbers not finite, n
   *     below 2, or the confidence not between 0 and 1
   */
  public static double power(double sd, int n, double confidence, double effect, double margin) {
    check(sd, n, confidence);
    Require.finite("effect", effect);
    Require.notNegative("margin", margin);
    double beyond = Math.abs(effect) - margin;
    if (sd == 0) {
      return beyond > 0 ? 1 : 0;
    }
    double t = beyond / sd * Math.sqrt(n) - critical(n, confidence);
    return TDistribution.of(n - 1).cumulativeProbability(t);
  }

  /**
   * The least number of blocks, from 2, with which such an effect is found with that probability;
   * {@code most} + 1 if even {@code most} blocks are too few.
   *
   * @throws IllegalArgumentException as {@link #power}, or if power is not between 0 and 1 or most
   *     not from 2 to a million
   */
  public static int blocksFor(
      double sd, double effect, double margin, double confidence, double power, int most) {
    Require.share("power", power);
    Require.between("most", most, LEAST_BLOCKS, MOST_BLOCKS);
    int low = LEAST_BLOCKS;
    int high = most + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (power(sd, middle, confidence, effect, margin) >= power) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static void check(double sd, int n, double confidence) {
    Require.notNegative("sd", sd);
    Require.atLeast("n", n, LEAST_BLOCKS);
    Require.share("confidence", confidence);
  }

  private static double critical(int n, double confidence) {
    return TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2);
  }
}
