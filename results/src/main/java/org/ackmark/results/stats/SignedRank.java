package org.ackmark.results.stats;

/**
 * The interval that belongs to {@link HodgesLehmann#center}: distribution-free for values that are
 * independent and symmetric about their centre. Ties make it wider than need be, never narrower.
 *
 * <p>Source: M. Hollander and D. A. Wolfe, "Nonparametric Statistical Methods", section 3.3
 * (Tukey's interval from ordered Walsh averages). Pure functions, for any thread.
 */
public final class SignedRank {
  /** Beyond it the probability of a single pattern of signs would leave the range of a double. */
  private static final int MOST_VALUES = 1000;

  private SignedRank() {}

  /**
   * The centre with at least that confidence, by the exact null distribution. Unbounded where even
   * all the values together do not reach the confidence: 5 of them for 95 %.
   *
   * @throws IllegalArgumentException if there are no values or more than 1000, one is not finite,
   *     or the confidence is not between 0 and 1
   */
  public static Interval centerInterval(double[] values, double confidence) {
    Require.values("values", values, 1);
    Require.between("values.length", values.length, 1, MOST_VALUES);
    Require.share("confidence", confidence);
    long outside = NullDistribution.signedRank(values.length).within((1 - confidence) / 2);
    return PairwiseValues.averages(values).between(outside);
  }
}
