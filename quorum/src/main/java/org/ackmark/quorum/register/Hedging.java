package org.ackmark.quorum.register;

import java.time.Duration;

/**
 * Whether a query, or a write-back, goes to all replicas at once, or to as many as must answer and
 * to the others only when these are slow. The stores of a write always go to all. Dean and Barroso,
 * The Tail at Scale, CACM 56(2), 2013; Cassandra's {@code speculative_retry}.
 */
public sealed interface Hedging {

  /** All at once: the lowest latency, the most messages. */
  record AllAtOnce() implements Hedging {}

  /**
   * The others after a time.
   *
   * @param delay longer than zero
   */
  record After(Duration delay) implements Hedging {
    /** Checks the delay. */
    public After {
      requirePositive(delay);
    }
  }

  /**
   * The others after the time within which that share of the latest answers came.
   *
   * @param percent 1 to 99
   * @param atFirst the delay before there were enough answers to tell
   */
  record AtPercentile(int percent, Duration atFirst) implements Hedging {
    /** Checks both. */
    public AtPercentile {
      if (percent < 1 || percent > 99) {
        throw new IllegalArgumentException("percent=" + percent);
      }
      requirePositive(atFirst);
    }
  }

  private static void requirePositive(Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("delay=" + delay);
    }
  }
}
