package org.ackmark.results.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Compares a few sessions by Student's t on their means. What counts is the spread between
 * sessions: the many values inside of one say nothing about the next. One candidate session is held
 * against the prediction interval of the base, sd·√(1/m + 1), because a single session shows no
 * spread of its own; with more, the spread of both is pooled.
 *
 * <p>Source: Student, "The Probable Error of a Mean", Biometrika 6 (1908). Values should be
 * logarithms where effects are ratios. Pure functions, for any thread.
 */
public final class SessionSpread {
  private static final int LEAST_BASE = 2;

  private SessionSpread() {}

  /**
   * How far the candidate lies above the base, in the unit of the values. Without any spread it is
   * a single point.
   *
   * @throws IllegalArgumentException if there are fewer than 2 base sessions or no candidate, a
   *     value is not finite, or the confidence is not between 0 and 1
   */
  public static Interval effect(
      double[] baseSessions, double[] candidateSessions, double confidence) {
    check(baseSessions, candidateSessions);
    Require.share("confidence", confidence);
    Scale scale = Scale.of(baseSessions, candidateSessions);
    Comparison scaled = compared(scale.down(baseSessions), scale.down(candidateSessions));
    double reach =
        TDistribution.of(scaled.degrees).inverseSurvivalProbability((1 - confidence) / 2)
            * scaled.error;
    return new Interval(scale.up(scaled.difference - reach), scale.up(scaled.difference + reach));
  }

  /**
   * The two-sided p value of no difference. Without any spread it is 1 if the means are equal and 0
   * if they are not.
   *
   * @throws IllegalArgumentException if there are fewer than 2 base sessions or no candidate, or a
   *     value is not finite
   */
  public static double pValue(double[] baseSessions, double[] candidateSessions) {
    check(baseSessions, candidateSessions);
    Scale scale = Scale.of(baseSessions, candidateSessions);
    return compared(scale.down(baseSessions), scale.down(candidateSessions)).pValue();
  }

  /** A difference of means, its standard error, and the degrees of freedom behind that. */
  private record Comparison(double difference, double error, int degrees) {
    double pValue() {
      if (error == 0) {
        return difference == 0 ? 1 : 0;
      }
      double t = Math.abs(difference) / error;
      return 2 * TDistribution.of(degrees).survivalProbability(t);
    }
  }

  private static void check(double[] baseSessions, double[] candidateSessions) {
    Require.values("baseSessions", baseSessions, LEAST_BASE);
    Require.values("candidateSessions", candidateSessions, 1);
  }

  /** A single candidate adds neither squares nor degrees: pooling covers both cases. */
  private static Comparison compared(double[] base, double[] candidate) {
    int degrees = base.length + candidate.length - 2;
    double squares = squares(base) + squares(candidate);
    double error = Math.sqrt(squares / degrees * (1.0 / base.length + 1.0 / candidate.length));
    return new Comparison(mean(candidate) - mean(base), error, degrees);
  }

  /** By distances from the first value: equal values have exactly that mean, and no spread. */
  private static double mean(double[] values) {
    double first = values[0];
    return first + Arrays.stream(values).map(value -> value - first).sum() / values.length;
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
