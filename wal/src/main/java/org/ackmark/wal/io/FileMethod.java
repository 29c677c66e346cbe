package org.ackmark.wal.io;

/** How bytes become durable: the way a log file is opened, written and synced. */
public enum FileMethod {
  /** {@code pwrite} through the page cache; a sync is {@code fdatasync}. */
  FDATASYNC(false, false),
  /** {@code pwrite} through the page cache; a sync is {@code fsync}. */
  FSYNC(false, false),
  /** Opened with {@code O_DSYNC}: each write returns when durable; a sync does nothing. */
  DSYNC(false, true),
  /** Opened with {@code O_DIRECT}: writes go to the device's cache; a sync is {@code fdatasync}. */
  DIRECT(true, false),
  /** {@code O_DIRECT | O_DSYNC}: each write goes to the device and returns when durable. */
  DIRECT_DSYNC(true, true),
  /** Stores into a mapping; a sync is {@code msync(MS_SYNC)} over the pages stored to. */
  MAPPED(false, false);

  private final boolean direct;
  private final boolean syncsOnWrite;

  FileMethod(boolean direct, boolean syncsOnWrite) {
    this.direct = direct;
    this.syncsOnWrite = syncsOnWrite;
  }

  /** Whether addresses, offsets and lengths must be multiples of {@link Disk#blockBytes}. */
  public boolean direct() {
    return direct;
  }

  /** Whether a write is durable when it returns. */
  public boolean syncsOnWrite() {
    return syncsOnWrite;
  }
}
