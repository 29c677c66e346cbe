package org.ackmark.quorum.sim;

import java.time.Duration;

/**
 * How links behave. The delay of each message is drawn evenly between the bounds, so messages
 * overtake each other as soon as these differ.
 *
 * @param minDelayNs the least delay
 * @param maxDelayNs the most
 * @param lossPercent how many messages of a hundred vanish
 * @param duplicationPercent how many of a hundred arrive twice
 */
public record LinkQuality(
    long minDelayNs, long maxDelayNs, int lossPercent, int duplicationPercent) {

  /** Checks the values. */
  public LinkQuality {
    if (minDelayNs < 0 || maxDelayNs < minDelayNs) {
      throw new IllegalArgumentException("minDelayNs=" + minDelayNs + " maxDelayNs=" + maxDelayNs);
    }
    requirePercent("lossPercent", lossPercent);
    requirePercent("duplicationPercent", duplicationPercent);
  }

  private static void requirePercent(String name, int value) {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }

  /** Each message takes exactly that long, and arrives. */
  public static LinkQuality steady(Duration delay) {
    return new LinkQuality(delay.toNanos(), delay.toNanos(), 0, 0);
  }

  /** Each message takes a time between the bounds, and arrives. */
  public static LinkQuality between(Duration least, Duration most) {
    return new LinkQuality(least.toNanos(), most.toNanos(), 0, 0);
  }

  /** The same, losing messages. */
  public LinkQuality withLossPercent(int value) {
    return new LinkQuality(minDelayNs, maxDelayNs, value, duplicationPercent);
  }

  /** The same, doubling messages. */
  public LinkQuality withDuplicationPercent(int value) {
    return new LinkQuality(minDelayNs, maxDelayNs, lossPercent, value);
  }
}
