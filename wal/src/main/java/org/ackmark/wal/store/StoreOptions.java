package org.ackmark.wal.store;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How a store takes snapshots and cleans its log. With none of the three intervals set, both happen
 * only when asked for; with one, the store has a thread for them.
 *
 * @param lowWaterMark how much of the log may go
 * @param snapshotEveryRecords records between automatic snapshots; 0 for none
 * @param snapshotEveryBytes bytes of records between automatic snapshots; 0 for none
 * @param cleanEvery time between automatic cleanings; zero for none
 * @param clockNs the time in nanoseconds, from any origin; never goes back
 */
public record StoreOptions(
    LowWaterMark lowWaterMark,
    long snapshotEveryRecords,
    long snapshotEveryBytes,
    Duration cleanEvery,
    LongSupplier clockNs) {
  /** Snapshots only when asked for, the log cleaned right after each. */
  public static final StoreOptions DEFAULTS =
      new StoreOptions(LowWaterMark.atSnapshot(), 0, 0, Duration.ZERO, System::nanoTime);

  /** Checks the values. */
  public StoreOptions {
    Objects.requireNonNull(lowWaterMark, "lowWaterMark");
    Objects.requireNonNull(clockNs, "clockNs");
    if (snapshotEveryRecords < 0 || snapshotEveryBytes < 0 || cleanEvery.isNegative()) {
      throw new IllegalArgumentException(
          "snapshotEveryRecords=%d snapshotEveryBytes=%d cleanEvery=%s: none may be negative"
              .formatted(snapshotEveryRecords, snapshotEveryBytes, cleanEvery));
    }
  }

  /** These options with another {@link #lowWaterMark}. */
  public StoreOptions withLowWaterMark(LowWaterMark mark) {
    return new StoreOptions(mark, snapshotEveryRecords, snapshotEveryBytes, cleanEvery, clockNs);
  }

  /** These options with another {@link #snapshotEveryRecords}. */
  public StoreOptions withSnapshotEveryRecords(long records) {
    return new StoreOptions(lowWaterMark, records, snapshotEveryBytes, cleanEvery, clockNs);
  }

  /** These options with another {@link #snapshotEveryBytes}. */
  public StoreOptions withSnapshotEveryBytes(long bytes) {
    return new StoreOptions(lowWaterMark, snapshotEveryRecords, bytes, cleanEvery, clockNs);
  }

  /** These options with another {@link #cleanEvery}. */
  public StoreOptions withCleanEvery(Duration interval) {
    return new StoreOptions(
        lowWaterMark, snapshotEveryRecords, snapshotEveryBytes, interval, clockNs);
  }

  /** These options with another {@link #clockNs}. */
  public StoreOptions withClockNs(LongSupplier clock) {
    return new StoreOptions(
        lowWaterMark, snapshotEveryRecords, snapshotEveryBytes, cleanEvery, clock);
  }
}
