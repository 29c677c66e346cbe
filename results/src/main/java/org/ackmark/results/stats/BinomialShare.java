package org.ackmark.results.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often something happens, from how often it was seen in independent trials. Immutable.
 *
 * @param hits how often it was seen
 * @param trials how often it could have been
 */
public record BinomialShare(int hits, int trials) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException unless 0 ≤ hits ≤ trials and there was a trial
   */
  public BinomialShare {
    if (trials < 1 || hits < 0 || hits > trials) {
      throw new IllegalArgumentException("hits=" + hits + " trials=" + trials);
    }
  }

  /** The share that was seen. */
  public double seen() {
    return (double) hits / trials;
  }

  /**
   * The shares that would not be surprised by it: exact, never narrower than it should be (Clopper
   * and Pearson, Biometrika 26(4), 1934), also where none or all were seen.
   *
   * @param confidence such as 0.95
   */
  public Interval interval(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence=" + confidence);
    }
    double outside = (1 - confidence) / 2;
    int misses = trials - hits;
    double low =
        hits == 0
            ? 0
            : BetaDistribution.of(hits, misses + 1.0).inverseCumulativeProbability(outside);
    double high =
        misses == 0
            ? 1
            : BetaDistribution.of(hits + 1.0, misses).inverseSurvivalProbability(outside);
    return new Interval(low, high);
  }
}
