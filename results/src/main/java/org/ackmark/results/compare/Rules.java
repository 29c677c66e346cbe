package org.ackmark.results.compare;

/**
 * How sure a verdict must be.
 *
 * @param confidence of an interval, such as 0.95
 * @param alpha greatest chance of one or more false alarms in a family of verdicts
 * @param power chance with which a detectable effect is found
 */
public record Rules(double confidence, double alpha, double power) {
  /** 95 % intervals, 5 % false alarms over the family before the margin, 80 % power. */
  public static final Rules STANDARD = new Rules(0.95, 0.05, 0.8);

  /** Checks the fields. */
  public Rules {
    requireShare("confidence", confidence);
    requireShare("alpha", alpha);
    requireShare("power", power);
  }

  private static void requireShare(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + "=" + value + ", must be between 0 and 1");
    }
  }
}
