package org.ackmark.results.stats;

/**
 * A place where a series changes its level. Immutable.
 *
 * @param index of the first value after it
 * @param meanBefore mean of the values since the change point before
 * @param meanAfter mean of the values up to the next
 * @param pValue of Student's t between the two
 */
public record ChangePoint(int index, double meanBefore, double meanAfter, double pValue) {

  /** The change from before to after, of before; 0 if that is 0. */
  public double changePercent() {
    return 100 * relative(meanBefore, meanAfter);
  }

  /** The greater of the relative changes seen from before and from after. */
  public double magnitude() {
    double forward = Math.abs(relative(meanBefore, meanAfter));
    return Math.max(forward, Math.abs(relative(meanAfter, meanBefore)));
  }

  private static double relative(double from, double to) {
    return from == 0 ? 0 : to / from - 1;
  }
}
