package org.ackmark.results.calibration;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far a standard deviation may be above what a few values show. A generous bound: one shared
 * machine was seen to be twice as noisy an hour later. Pure.
 */
final class NoiseBound {
  private static final double CONFIDENCE = 0.95;

  private NoiseBound() {}

  /** What to multiply the deviation of so many values by: √((n − 1) ÷ χ²). */
  static double factor(int values) {
    double chiSquared =
        ChiSquaredDistribution.of(values - 1).inverseCumulativeProbability(1 - CONFIDENCE);
    return Math.sqrt((values - 1) / chiSquared);
  }
}
