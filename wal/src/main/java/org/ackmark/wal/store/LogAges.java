package org.ackmark.wal.store;

/**
 * When a store had applied how much of its log: samples of (time, LSN), a bounded number of them.
 * When they are full, every second one is dropped; an age is then known less finely, and still
 * never overstated. For one thread at a time.
 */
public final class LogAges {
  /** 16 KiB in all; for an hour of log, a resolution of about 7 s. */
  static final int MAX_SAMPLES = 1024;

  private final long[] timesNs = new long[MAX_SAMPLES];
  private final long[] lsns = new long[MAX_SAMPLES];
  private int samples;
  private long nowNs;

  LogAges() {}

  /**
   * Notes that at {@code timeNs}, which never goes back, records up to {@code lsn} were applied.
   */
  void sample(long timeNs, long lsn) {
    nowNs = timeNs;
    if (samples > 0 && lsns[samples - 1] == lsn) {
      return;
    }
    if (samples == MAX_SAMPLES) {
      halve();
    }
    timesNs[samples] = timeNs;
    lsns[samples] = lsn;
    samples++;
  }

  private void halve() {
    samples /= 2;
    for (int i = 0; i < samples; i++) {
      timesNs[i] = timesNs[2 * i + 1];
      lsns[i] = lsns[2 * i + 1];
    }
  }

  /**
   * The highest LSN known to have been applied at least {@code ageNs} before the latest sample; 0
   * when none is known.
   */
  public long lsnOlderThan(long ageNs) {
    for (int i = samples - 1; i >= 0; i--) {
      if (nowNs - timesNs[i] >= ageNs) {
        return lsns[i];
      }
    }
    return 0;
  }
}
