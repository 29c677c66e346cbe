package org.ackmark.bench.run;

import java.util.Locale;

/**
 * How far the device has moved between the ends of a block. Beyond the limit the block's
 * observations are kept and marked.
 *
 * @param percent change of the reference's median; 0 when it is not known
 * @param limitPercent the limit
 */
public record Disturbance(double percent, int limitPercent) {
  /** The limit where one observation follows the other; recorded with each run. */
  public static final int GREATEST_PERCENT = 30;

  /**
   * The limit where arms took turns: each had the same share of a device that got faster or slower,
   * until it is another device. Recorded with each run.
   */
  public static final int GREATEST_IN_TURNS_PERCENT = 100;

  /** Between the reference's medians before and after; either may be null. */
  public static Disturbance between(Long beforeNs, Long afterNs, int limitPercent) {
    if (beforeNs == null || afterNs == null) {
      return new Disturbance(0, limitPercent);
    }
    double ratio = (double) afterNs / beforeNs;
    double sign = Math.signum(ratio - 1);
    return new Disturbance(sign * 100 * (Math.max(ratio, 1 / ratio) - 1), limitPercent);
  }

  /** Whether it is too much. */
  public boolean isGreat() {
    return Math.abs(percent) > limitPercent;
  }

  /** What happened, as a sentence. */
  public String reason() {
    return String.format(
        Locale.ROOT,
        "the device became %.0f %% %s during the block (limit %d %%)",
        Math.abs(percent),
        percent > 0 ? "slower" : "faster",
        limitPercent);
  }
}
