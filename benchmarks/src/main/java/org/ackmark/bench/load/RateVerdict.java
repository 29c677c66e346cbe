package org.ackmark.bench.load;

import java.util.Locale;

/**
 * Whether a load held its rate. Nothing is under way when the window begins, so what was due in it
 * and not acknowledged at its end is by how much the log fell behind. It may be a hundredth of what
 * was due (or ten records, in a short window), and never what becomes due in a second. Pure.
 *
 * @param ratePerSecond the rate
 * @param offered records due in the window
 * @param acknowledged records acknowledged in the window
 */
record RateVerdict(long ratePerSecond, long offered, long acknowledged) {
  private static final int LEAST_PERCENT = 99;

  /** A log that acknowledges ten records at once has up to ten under way at any time. */
  private static final long ALWAYS_ALLOWED = 10;

  /** How many records were due and not acknowledged at the end. */
  long behind() {
    return offered - acknowledged;
  }

  boolean missed() {
    boolean tooFew = 100 * acknowledged < LEAST_PERCENT * offered && behind() > ALWAYS_ALLOWED;
    return tooFew || behind() > Math.max(ratePerSecond, ALWAYS_ALLOWED);
  }

  /** How it missed its rate. */
  String reason() {
    return String.format(
        Locale.ROOT,
        "missed its rate: %.1f %% of what was due was acknowledged in time (needs %d %%), and it"
            + " was %,d records, or %.2f s, behind at the end",
        100.0 * acknowledged / Math.max(1, offered),
        LEAST_PERCENT,
        behind(),
        (double) behind() / ratePerSecond);
  }
}
