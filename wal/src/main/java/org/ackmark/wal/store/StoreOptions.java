package org.ackmark.wal.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ackmark.wal.Level;

/**
 * When a store acknowledges, and how it takes snapshots and cleans its log. With none of the three
 * intervals set, snapshots and cleanings happen only when asked for; with one, the store has a
 * thread for them.
 *
 * @param lowWaterMark how much of the log may go
 * @param snapshotEveryRecords records between automatic snapshots; 0 for none
 * @param snapshotEveryBytes bytes of records between automatic snapshots; 0 for none
 * @param cleanEvery time between automatic cleanings; zero for none
 * @param level how far a record has come when its write is acknowledged; empty for the log's own
 * @param clockNs the time in nanoseconds, from any origin; never goes back
 */
public record StoreOptions(
    LowWaterMark lowWaterMark,
    long snapshotEveryRecords,
    long snapshotEveryBytes,
    Duration cleanEvery,
    Optional<Level> level,
    LongSupplier clockNs) {
  /** Snapshots only when asked for, the log cleaned right after each. */
  public static final StoreOptions DEFAULTS =
      new StoreOptions(
          LowWaterMark.atSnapshot(), 0, 0, Duration.ZERO, Optional.empty(), System::nanoTime);

  /** Checks the values. */
  public StoreOptions {
    Objects.requireNonNull(lowWaterMark, "lowWaterMark");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(clockNs, "clockNs");
    if (snapshotEveryRecords < 0 || snapshotEveryBytes < 0 || cleanEvery.isNegative()) {
      throw new IllegalArgumentException(
          "snapshotEveryRecords=%d snapshotEveryBytes=%d cleanEvery=%s: none may be negative"
              .formatted(snapshotEveryRecords, snapshotEveryBytes, cleanEvery));
    }
  }

  /** These options with another {@link #lowWaterMark}. */
  public StoreOptions withLowWaterMark(LowWaterMark mark) {
    return new StoreOptions(
        mark, snapshotEveryRecords, snapshotEveryBytes, cleanEvery, level, clockNs);
  }

  /** These options with another {@link #snapshotEveryRecords}. */
  public StoreOptions withSnapshotEveryRecords(long records) {
    return new StoreOptions(lowWaterMark, records, snapshotEveryBytes, cleanEvery, level, clockNs);
  }

  /** These options with another {@link #snapshotEveryBytes}. */
  public StoreOptions withSnapshotEveryBytes(long bytes) {
    return new StoreOptions(lowWaterMark, snapshotEveryRecords, bytes, cleanEvery, level, clockNs);
  }

  /** These options with another {@link #cleanEvery}. */
  public StoreOptions withCleanEvery(Duration interval) {
    return new StoreOptions(
        lowWaterMark, snapshotEveryRecords, snapshotEveryBytes, interval, level, clockNs);
  }

  /**
   * These options with a {@link #level} of the store's own. Below the log's, the log goes on to its
   * own level behind the acknowledgement; above it, each write makes the log act at once.
   */
  public StoreOptions withLevel(Level value) {
    return new StoreOptions(
        lowWaterMark,
        snapshotEveryRecords,
        snapshotEveryBytes,
        cleanEvery,
        Optional.of(value),
        clockNs);
  }

  /** These options with another {@link #clockNs}. */
  public StoreOptions withClockNs(LongSupplier clock) {
    return new StoreOptions(
        lowWaterMark, snapshotEveryRecords, snapshotEveryBytes, cleanEvery, level, clock);
  }
}
