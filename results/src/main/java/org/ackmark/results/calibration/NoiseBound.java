package org.ackmark.results.calibration;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far a standard deviation may be above what a few values show. There are two reasons: they are
 * few, and they are of a few minutes, while comparisons are made at any hour. Pure.
 */
final class NoiseBound {
  private static final double CONFIDENCE = 0.95;

  /**
   * A shared machine's noise is not one number. The first hour that was recorded was 1.4 times as
   * noisy as what the minutes before it were bound to by chance alone.
   */
  private static final double OTHER_HOURS = 1.5;

  private NoiseBound() {}

  /** What to multiply the deviation of so many values by: √((n − 1) ÷ χ²), and that once more. */
  static double factor(int values) {
    double chiSquared =
        ChiSquaredDistribution.of(values - 1).inverseCumulativeProbability(1 - CONFIDENCE);
    return OTHER_HOURS * Math.sqrt((values - 1) / chiSquared);
  }
}
