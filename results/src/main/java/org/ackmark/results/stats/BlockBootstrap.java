package org.ackmark.results.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An interval for {@link HodgesLehmann#center} where neighbouring values depend on each other, as
 * blocks of a drifting device do: whole stretches of consecutive values are drawn anew, the series
 * closed to a circle so that every value is drawn equally often.
 *
 * <p>Source: D. N. Politis and J. P. Romano, "A Circular Block-Resampling Procedure for Stationary
 * Data" (1992); bounds by Efron's percentile method. It is approximate, and too narrow for few
 * values: prefer {@link SignedRank} below a dozen. Pure functions, for any thread.
 */
public final class BlockBootstrap {
  private static final int RESAMPLES = 10_000;

  private BlockBootstrap() {}

  /**
   * The centre with about that confidence, from 10,000 seeded resamples.
   *
   * @param values in the order in which they were measured
   * @param blockLength how many consecutive values are drawn together; 1 is the plain bootstrap
   * @throws IllegalArgumentException if there are fewer than 2 values, one is not finite, the
   *     confidence is not between 0 and 1, or the block length is not from 1 to half the values:
   *     longer ones leave nothing to draw
   */
  public static Interval centerInterval(
      double[] values, double confidence, int blockLength, long seed) {
    Require.values("values", values, 2);
    Require.share("confidence", confidence);
    Require.between("blockLength", blockLength, 1, values.length / 2);
    double[] centers = centers(values, blockLength, new SplittableRandom(seed));
    double tail = (1 - confidence) / 2;
    return new Interval(quantile(centers, tail), quantile(centers, 1 - tail));
  }

  private static double[] centers(double[] values, int blockLength, SplittableRandom random) {
    double[] centers = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      centers[i] = HodgesLehmann.center(resample(values, blockLength, random));
    }
    Arrays.sort(centers);
    return centers;
  }

  /** As many values as there were: the last block may be cut short. */
  private static double[] resample(double[] values, int blockLength, SplittableRandom random) {
    double[] sample = new double[values.length];
    int start = 0;
    for (int i = 0; i < sample.length; i++) {
      start = i % blockLength == 0 ? random.nextInt(values.length) : start;
      sample[i] = values[(start + i % blockLength) % values.length];
    }
    return sample;
  }

  /** With linear interpolation between neighbours in the order. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = position - below;
    return sorted[below] * (1 - weight) + sorted[above] * weight;
  }
}
