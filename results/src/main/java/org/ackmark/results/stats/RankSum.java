package org.ackmark.results.stats;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Wilcoxon's rank sum test, also known as Mann and Whitney's U: whether the values of two samples
 * that are not paired come from one distribution, and how far apart they lie.
 *
 * <p>Source: H. B. Mann and D. R. Whitney (1947); the interval by M. Hollander and D. A. Wolfe,
 * "Nonparametric Statistical Methods", section 4.3 (Moses). Pure functions, for any thread.
 */
public final class RankSum {
  /** Beyond it the normal approximation differs from the exact distribution by nothing. */
  private static final int MOST_EXACT = 100;

  private RankSum() {}

  /**
   * The two-sided p value. Without ties and up to 100 values a side it is exact, as SciPy's {@code
   * mannwhitneyu(method='exact')}; otherwise by midranks and the normal approximation, corrected
   * for ties and continuity, as {@code method='asymptotic'}. Values that are all equal give 1.
   *
   * @throws IllegalArgumentException if one sample has no values or one is not finite
   */
  public static double pValue(double[] base, double[] candidate) {
    Require.values("base", base, 1);
    Require.values("candidate", candidate, 1);
    double[] from = withoutNegativeZeros(base);
    double[] to = withoutNegativeZeros(candidate);
    long different =
        DoubleStream.concat(DoubleStream.of(from), DoubleStream.of(to)).distinct().count();
    if (different == 1) {
      return 1;
    }
    boolean tied = different < (long) from.length + to.length;
    return tied || Math.max(from.length, to.length) > MOST_EXACT
        ? asymptotic(from, to)
        : exact(from, to);
  }

  /**
   * How far the candidate lies above the base, with at least that confidence, from the ordered
   * differences by the exact distribution of U. Unbounded where even all the values together do not
   * reach the confidence. Ties make it wider than need be, never narrower.
   *
   * @throws IllegalArgumentException if one sample has no values or more than 100, one is not
   *     finite, or the confidence is not between 0 and 1
   */
  public static Interval shiftInterval(double[] base, double[] candidate, double confidence) {
    Require.values("base", base, 1);
    Require.values("candidate", candidate, 1);
    Require.between("base.length", base.length, 1, MOST_EXACT);
    Require.between("candidate.length", candidate.length, 1, MOST_EXACT);
    Require.share("confidence", confidence);
    NullDistribution distribution = NullDistribution.rankSum(base.length, candidate.length);
    return PairwiseValues.differences(base, candidate)
        .between(distribution.within((1 - confidence) / 2));
  }

  /** Commons ranks a negative zero below zero. */
  private static double[] withoutNegativeZeros(double[] values) {
    return DoubleStream.of(values).map(value -> value + 0.0).toArray();
  }

  /** Not by Commons, whose exact form needs memory for all smaller samples at once. */
  private static double exact(double[] base, double[] candidate) {
    long pairs = (long) base.length * candidate.length;
    long u = Math.round(MannWhitneyUTest.withDefaults().statistic(base, candidate));
    NullDistribution distribution = NullDistribution.rankSum(base.length, candidate.length);
    return Math.min(1, 2 * distribution.atMost(Math.min(u, pairs - u)));
  }

  private static double asymptotic(double[] base, double[] candidate) {
    return MannWhitneyUTest.withDefaults()
        .with(PValueMethod.ASYMPTOTIC)
        .test(base, candidate)
        .getPValue();
  }
}
