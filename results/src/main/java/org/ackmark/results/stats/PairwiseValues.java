package org.ackmark.results.stats;

import java.util.Arrays;

/**
 * The ranks of all values that pairs of a sample yield, without listing them: n values have n²/2
 * averages. A rank is found by bisection over the doubles themselves, each step one pass over the
 * sorted sample, so the result is one of the pairwise values to the last bit. Immutable.
 */
final class PairwiseValues {
  /** How many pairwise values there are up to a bound. */
  private interface Counter {
    long atMost(double bound);
  }

  private final long count;
  private final double least;
  private final double greatest;
  private final Counter counter;

  private PairwiseValues(long count, double least, double greatest, Counter counter) {
    this.count = count;
    this.least = least;
    this.greatest = greatest;
    this.counter = counter;
  }

  /** The Walsh averages: (vᵢ + vⱼ) / 2 for i ≤ j. */
  static PairwiseValues averages(double[] values) {
    double[] sorted = sorted(values);
    long n = sorted.length;
    return new PairwiseValues(
        n * (n + 1) / 2,
        sorted[0],
        sorted[sorted.length - 1],
        bound -> averagesAtMost(sorted, bound));
  }

  /** The differences cⱼ − bᵢ of every candidate and every base value. */
  static PairwiseValues differences(double[] base, double[] candidate) {
    double[] from = sorted(base);
    double[] to = sorted(candidate);
    double least = to[0] - from[from.length - 1];
    double greatest = to[to.length - 1] - from[0];
    Require.finite("candidate-base", least);
    Require.finite("candidate-base", greatest);
    return new PairwiseValues(
        (long) from.length * to.length,
        least,
        greatest,
        bound -> differencesAtMost(from, to, bound));
  }

  double median() {
    double upper = ranked(count / 2 + 1);
    return count % 2 == 1 ? upper : average(ranked(count / 2), upper);
  }

  /** From that rank from below to the same from above; rank 0 is beyond all values. */
  Interval between(long rank) {
    return rank == 0 ? Interval.unbounded() : new Interval(ranked(rank), ranked(count + 1 - rank));
  }

  /** The value of that rank, counted from 1. */
  private double ranked(long rank) {
    long low = order(least);
    long high = order(greatest);
    while (low < high) {
      long middle = (low & high) + ((low ^ high) >> 1);
      if (counter.atMost(value(middle)) >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return value(low);
  }

  private static long averagesAtMost(double[] sorted, double bound) {
    long atMost = 0;
    int end = sorted.length;
    for (int i = 0; i < end; i++) {
      while (end > i && average(sorted[i], sorted[end - 1]) > bound) {
        end--;
      }
      atMost += end - i;
    }
    return atMost;
  }

  private static long differencesAtMost(double[] from, double[] to, double bound) {
    long atMost = 0;
    int end = 0;
    for (double start : from) {
      while (end < to.length && to[end] - start <= bound) {
        end++;
      }
      atMost += end;
    }
    return atMost;
  }

  /** Rounded the same way whether or not the sum exceeds the range of a double. */
  private static double average(double a, double b) {
    double sum = a + b;
    return Double.isFinite(sum) ? sum / 2 : a / 2 + b / 2;
  }

  /** A number that orders doubles as they are ordered. */
  private static long order(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** The double of that place in the order; adding zero leaves no negative zero. */
  private static double value(long order) {
    return Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE)) + 0.0;
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
