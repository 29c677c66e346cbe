package org.ackmark.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.ackmark.wal.commit.MemoryLog;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.PosixDisk;

/**
 * A write-ahead log: records go in at one end, are acknowledged when they are as safe as was asked,
 * and come back in order after a crash.
 *
 * <p>Any number of threads may append and await. LSNs are dense, start at 1 and are never reused
 * for a record that was acknowledged. Three watermarks say how far the log has come: {@code
 * appendedLsn >= writtenLsn >= durableLsn}; 0 means "no record yet". Acknowledgement is in LSN
 * order; {@link #durableLsn} never exceeds the truth and goes back only by {@link #truncateAfter}
 * and {@link #skipTo}.
 *
 * <p>The first failed write or sync fails the log for good: waiters at or below the durable LSN
 * succeed, every other waiter and every later append or await gets a {@link WalFailedException}; no
 * sync is retried, nothing more is acknowledged. {@link #replay} and {@link #close} still work.
 *
 * <p>An interrupted waiter gets {@link InterruptedException}; the log and its files are untouched.
 */
public interface Wal extends AutoCloseable {

  /**
   * Opens the log of a directory, which is created when missing, and recovers what it holds.
   *
   * @throws CorruptLogException when something durable is damaged or missing; nothing is changed
   * @throws org.ackmark.wal.io.LogLockedException when the directory is in use
   */
  static Wal open(Path directory, WalOptions options) throws IOException {
    return options.variant() == Variant.MEMORY
        ? new MemoryLog(options)
        : open(new PosixDisk(directory), options);
  }

  /** Like {@link #open(Path, WalOptions)}, on any disk. */
  static Wal open(Disk disk, WalOptions options) throws IOException {
    return options.variant() == Variant.MEMORY
        ? new MemoryLog(options)
        : SegmentedLog.open(disk, options);
  }

  /**
   * Copies a record into the log. Promises nothing yet: nothing is durable when it returns.
   *
   * <p>Blocks while the log's buffer is full. The record's position is left unchanged.
   *
   * @param record 1 byte to 64 MiB remaining
   * @return the record's LSN
   * @throws IllegalArgumentException when the record is empty or too large
   * @throws IOException when the log has failed or is closed
   */
  long append(ByteBuffer record) throws IOException;

  /**
   * Waits until the record is at {@code level}. A level above the log's own makes it act at once
   * (an asynchronous log syncs now); a lower one returns as soon as it is reached.
   *
   * @throws IllegalArgumentException when {@code lsn} was never appended, or this log can never
   *     reach {@code level}
   * @throws IOException when the log fails or is closed before that
   * @throws InterruptedException when interrupted while waiting; the record may still become
   *     durable
   */
  void await(long lsn, Level level) throws IOException, InterruptedException;

  /** Like {@link #await(long, Level)}, telling {@code listener} instead of blocking. */
  void await(long lsn, Level level, AckListener listener) throws IOException;

  /** Waits until the record is acknowledged at the log's own {@link #level}. */
  default void commit(long lsn) throws IOException, InterruptedException {
    await(lsn, level());
  }

  /** Like {@link #commit(long)}, telling {@code listener} instead of blocking. */
  default void commit(long lsn, AckListener listener) throws IOException {
    await(lsn, level(), listener);
  }

  /** The level at which {@link #commit} acknowledges. */
  Level level();

  /** What a record acknowledged by {@link #commit} survives. */
  Guarantee guarantee();

  /** The low-water mark: the lowest LSN that {@link #replay} can start from; 1 in a new log. */
  long firstLsn();

  /** LSN of the last record appended; {@code firstLsn() - 1} when there is none. */
  long appendedLsn();

  /** LSN up to which the operating system holds every record. */
  long writtenLsn();

  /** LSN up to which every record was flushed to the device. */
  long durableLsn();

  /**
   * Visits every record from {@code fromLsn} to the LSN written when the call began. May run beside
   * appends. Blocks for reading only.
   *
   * @return the LSN of the last record visited, {@code fromLsn - 1} when there was none
   * @throws IllegalArgumentException when {@code fromLsn < firstLsn()}
   * @throws CorruptLogException when a record in that range can't be read back
   */
  long replay(long fromLsn, RecordVisitor visitor) throws IOException;

  /**
   * Raises the low-water mark: records below {@code lsn} are no longer needed. The mark is durable
   * in the log before any segment is deleted or recycled. A mark at or below the present one does
   * nothing.
   *
   * @throws IllegalArgumentException when {@code lsn > durableLsn() + 1}
   */
  void truncateBefore(long lsn) throws IOException;

  /**
   * Cuts the suffix above {@code lsn}, durably, and starts a new epoch; waiters above it fail. The
   * caller sees to it that nobody appends meanwhile.
   *
   * @throws IllegalArgumentException unless {@code firstLsn() - 1 <= lsn <= appendedLsn()}
   */
  void truncateAfter(long lsn) throws IOException;

  /**
   * Drops every record and goes on at {@code lsn}, durably: a crash finds the log as it was, or
   * empty with {@code lsn} as its low-water mark. For a replica that got what is below from
   * elsewhere, as a snapshot. Listeners that wait fail; the caller sees to it that nobody else
   * waits or appends meanwhile.
   *
   * @throws IllegalArgumentException when {@code lsn < firstLsn()}
   */
  void skipTo(long lsn) throws IOException;

  /** What this log has done since it was opened. */
  WalCounters counters();

  /**
   * Syncs what was appended, writes and syncs a seal, completes every listener and releases the
   * files. A failed log only completes the listeners and releases the files. A second call does
   * nothing.
   *
   * <p>From its beginning on every append, await, replay and truncation is refused with a {@link
   * WalClosedException}, on a failed log too, and whatever is durable; watermarks and counters can
   * still be read. A call that is under way then ends as usual or gets the same exception. A caller
   * or listener that already waits is told of success, since all is made durable, unless that
   * fails.
   *
   * <p>Blocks until replays and truncations under way have ended, so a visitor must not call it.
   *
   * @throws WalFailedException when a write or sync failed that this call needed
   */
  @Override
  void close() throws IOException;
}
