package org.ackmark.wal.store;

import java.time.Duration;

/**
 * Decides how much of the log may go once a snapshot is durable. Whatever it says, the store never
 * lets the mark pass the durable snapshot. Stateless; called by one thread at a time.
 */
@FunctionalInterface
public interface LowWaterMark {
  /**
   * The first LSN to keep.
   *
   * @param snapshotLsn the last record that the newest durable snapshot holds; 0 when there is none
   * @param ages since when the records have been in the log
   */
  long firstKeptLsn(long snapshotLsn, LogAges ages);

  /** Keeps only what no snapshot holds. */
  static LowWaterMark atSnapshot() {
    return (snapshotLsn, ages) -> snapshotLsn + 1;
  }

  /**
   * Keeps every record for at least {@code age}, counted anew from each opening, and longer while
   * no snapshot holds it: for followers that read the log, or for looking back.
   */
  static LowWaterMark keeping(Duration age) {
    long ageNs = age.toNanos();
    return (snapshotLsn, ages) -> Math.min(snapshotLsn, ages.lsnOlderThan(ageNs)) + 1;
  }
}
