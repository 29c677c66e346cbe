package org.ackmark.wal.store;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;

/**
 * Takes snapshots of a store and cleans its log behind them; one at a time, beside any number of
 * reads and writes. The order is what makes it safe: log synced, snapshot durable, low-water mark
 * durable, only then older files deleted.
 */
final class Snapshots {
  private final Wal log;
  private final ApplyQueue queue;
  private final SnapshotFiles files;
  private final StoreOptions options;
  private final LogAges ages = new LogAges(); // guarded by lock

  private final ReentrantLock lock = new ReentrantLock();
  private volatile long durableLsn; // written under lock
  private boolean closed; // guarded by lock

  /** With the durable snapshot {@code durableLsn}; 0 when there is none. */
  Snapshots(Wal log, ApplyQueue queue, SnapshotFiles files, StoreOptions options, long durableLsn) {
    this.log = log;
    this.queue = queue;
    this.files = files;
    this.options = options;
    this.durableLsn = durableLsn;
    ages.sample(options.clockNs().getAsLong(), queue.visible().lsn());
  }

  /** The LSN of the newest durable snapshot; 0 when there is none. */
  long durableLsn() {
    return durableLsn;
  }

  /** See {@link LogStore#snapshot}. */
  long take() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      checkOpen();
      StoreState state = queue.visible();
      if (state.lsn() > durableLsn) {
        syncLog(log, state.lsn());
        files.write(state);
        durableLsn = state.lsn();
      }
      raiseLowWaterMark();
      files.deleteOlder(durableLsn);
      return durableLsn;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the log is synced up to {@code lsn}, whatever its own level. */
  static void syncLog(Wal log, long lsn) throws IOException, InterruptedException {
    try {
      log.await(lsn, Level.SYNCED);
    } catch (IllegalArgumentException e) { // the record was appended, so it is the level
      throw new UnsupportedOperationException(
          "a log of guarantee=" + log.guarantee() + " can't sync, and a snapshot needs it", e);
    }
  }

  /** See {@link LogStore#clean}. */
  void clean() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      checkOpen();
      raiseLowWaterMark();
    } finally {
      lock.unlock();
    }
  }

  private void raiseLowWaterMark() throws IOException {
    ages.sample(options.clockNs().getAsLong(), queue.visible().lsn());
    long wanted = options.lowWaterMark().firstKeptLsn(durableLsn, ages);
    long mark = Math.min(wanted, durableLsn + 1);
    if (mark > log.firstLsn()) {
      log.truncateBefore(mark);
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new WalClosedException("the store is closed");
    }
  }

  /** Waits for one in progress and refuses later ones. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
