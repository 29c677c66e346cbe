package org.ackmark.quorum.register;

import java.util.Arrays;

/** A percentile of the latest latencies, computed anew after every few. Thread-safe. */
final class PercentileDelay implements HedgeDelay {
  /** Enough for the 99th percentile to be one of a few. */
  private static final int WINDOW = 256;

  private static final int BETWEEN = 16;

  private final int percent;
  private final long[] latest = new long[WINDOW]; // guarded by this
  private long observed; // guarded by this
  private volatile long delayNs; // written under this

  PercentileDelay(int percent, long atFirstNs) {
    this.percent = percent;
    this.delayNs = atFirstNs;
  }

  @Override
  public long delayNs() {
    return delayNs;
  }

  @Override
  public synchronized void observed(long latencyNs) {
    latest[(int) (observed++ % WINDOW)] = latencyNs;
    if (observed % BETWEEN == 0) {
      delayNs = Math.max(1, percentile());
    }
  }

  /** The nearest rank. */
  private long percentile() {
    int count = (int) Math.min(observed, WINDOW);
    long[] sorted = Arrays.copyOf(latest, count);
    Arrays.sort(sorted);
    return sorted[Math.ceilDiv(count * percent, 100) - 1];
  }
}
