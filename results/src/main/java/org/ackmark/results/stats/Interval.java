package org.ackmark.results.stats;

/**
 * A confidence interval, bounds included. A bound is infinite where there are too few values for
 * the confidence asked for: nothing can be said on that side. Immutable.
 *
 * @param low the lower bound, in the unit of the values
 * @param high the upper bound, never below {@code low}
 */
public record Interval(double low, double high) {
  private static final Interval UNBOUNDED =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Checks the order of the bounds.
   *
   * @throws IllegalArgumentException if a bound is not a number or the lower is above the upper
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low=" + low + ", high=" + high);
    }
  }

  /** All numbers: what too few values say. */
  public static Interval unbounded() {
    return UNBOUNDED;
  }

  /** Whether that value lies in it. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether both bounds are finite. */
  public boolean bounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Its length; infinite if it is not bounded. */
  public double width() {
    return high - low;
  }
}
