package org.ackmark.quorum.sim;

import java.time.Duration;

/**
 * How often a {@link FaultPlan} breaks something, and for how long.
 *
 * @param everyNs the mean time between two faults
 * @param lastingNs the longest that one lasts; it is drawn evenly
 * @param slownessNs what a slow link adds to the delay
 * @param skewMicros the most by which a clock is wrong, in either direction
 */
public record FaultPace(long everyNs, long lastingNs, long slownessNs, long skewMicros) {
  /** Checks the values. */
  public FaultPace {
    if (everyNs < 1 || lastingNs < 1 || slownessNs < 1 || skewMicros < 1) {
      throw new IllegalArgumentException(
          "everyNs=%d lastingNs=%d slownessNs=%d skewMicros=%d: none may be below 1"
              .formatted(everyNs, lastingNs, slownessNs, skewMicros));
    }
  }

  /** A fault every so often, lasting up to so long; slow links by 20 ms, clocks by 100 ms. */
  public static FaultPace of(Duration every, Duration lasting) {
    return new FaultPace(every.toNanos(), lasting.toNanos(), 20_000_000, 100_000);
  }
}
