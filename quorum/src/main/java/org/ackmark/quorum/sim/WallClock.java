package org.ackmark.quorum.sim;

/** The wall clock of one machine, which may be wrong; a restart leaves it as it is. */
public final class WallClock {
  /** What all clocks show when the simulation begins: 2025-06-15, in microseconds since 1970. */
  public static final long START_MICROS = 1_750_000_000_000_000L;

  private static final long NS_PER_MICRO = 1_000;

  private final EventLoop loop;
  private long skewMicros;

  WallClock(EventLoop loop) {
    this.loop = loop;
  }

  /** What it shows, in microseconds since 1970. */
  public long micros() {
    return START_MICROS + loop.nowNs() / NS_PER_MICRO + skewMicros;
  }

  /** Makes it wrong by that much from now on; negative when it is late. */
  public void skewMicros(long value) {
    skewMicros = value;
  }

  /** How wrong it is; negative when it is late. */
  public long skewMicros() {
    return skewMicros;
  }
}
