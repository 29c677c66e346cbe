package org.ackmark.bench.profile;

/**
 * When an observation ends: at its time, or once the log has written its bytes. Warming up ends at
 * its own time or at a quarter of the bytes. Immutable.
 *
 * @param timeNs how long is measured
 * @param bytes most bytes that the log may write while it is measured, headers and padding included
 * @param warmUpNs how long the log runs unmeasured before that
 */
public record Limits(long timeNs, long bytes, long warmUpNs) {
  /** What holds for keys that a profile leaves out. */
  public static final Limits DEFAULT = new Limits(2_000_000_000L, 256L << 20, 500_000_000L);

  private static final int WARM_UP_SHARE = 4;

  /** Most bytes that the log may write while it warms up. */
  public long warmUpBytes() {
    return bytes / WARM_UP_SHARE;
  }
}
