package org.ackmark.bench.run;

import java.util.Locale;

/**
 * How far the device has moved between the ends of a block. Beyond {@link #GREATEST_PERCENT} the
 * block's observations are kept and marked.
 *
 * @param percent change of the reference's median; 0 when it is not known
 */
public record Disturbance(double percent) {
  /** The rule, recorded with each run. */
  public static final int GREATEST_PERCENT = 30;

  /** Between the reference's medians before and after; either may be null. */
  public static Disturbance between(Long beforeNs, Long afterNs) {
    if (beforeNs == null || afterNs == null) {
      return new Disturbance(0);
    }
    double ratio = (double) afterNs / beforeNs;
    double sign = Math.signum(ratio - 1);
    return new Disturbance(sign * 100 * (Math.max(ratio, 1 / ratio) - 1));
  }

  /** Whether it is too much. */
  public boolean isGreat() {
    return Math.abs(percent) > GREATEST_PERCENT;
  }

  /** What happened, as a sentence. */
  public String reason() {
    return String.format(
        Locale.ROOT,
        "the device became %.0f %% %s during the block (limit %d %%)",
        Math.abs(percent),
        percent > 0 ? "slower" : "faster",
        GREATEST_PERCENT);
  }
}
