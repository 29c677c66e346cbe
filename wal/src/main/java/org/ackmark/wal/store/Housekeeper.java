package org.ackmark.wal.store;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.io.Joining;

/**
 * The thread that takes snapshots when enough was written and cleans the log at an interval. A
 * failure is kept for {@link LogStore#housekeepingFailure}: nothing acknowledged is at stake, the
 * log only grows. The next attempt comes when as much was written again.
 */
final class Housekeeper {
  private final ApplyQueue queue;
  private final Snapshots snapshots;
  private final StoreOptions options;
  private final Thread thread;

  private volatile boolean stopping;
  private volatile Exception failure; // of the latest attempt; null when that succeeded
  private volatile long attemptedLsn; // where the latest attempt at a snapshot began
  private volatile long attemptedBytes;

  private Housekeeper(ApplyQueue queue, Snapshots snapshots, StoreOptions options) {
    this.queue = queue;
    this.snapshots = snapshots;
    this.options = options;
    this.attemptedLsn = snapshots.durableLsn();
    this.thread = Thread.ofPlatform().daemon().name("ackmark-store").unstarted(this::run);
  }

  /** Starts one if the options ask for it. */
  static Optional<Housekeeper> start(ApplyQueue queue, Snapshots snapshots, StoreOptions options) {
    if (options.snapshotEveryRecords() == 0
        && options.snapshotEveryBytes() == 0
        && options.cleanEvery().isZero()) {
      return Optional.empty();
    }
    Housekeeper housekeeper = new Housekeeper(queue, snapshots, options);
    housekeeper.thread.start();
    return Optional.of(housekeeper);
  }

  /** Why the latest attempt failed; empty when it did not. */
  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  /** To be called when a write became visible; cheap, never blocks. */
  void wroteSome() {
    if (snapshotDue()) {
      LockSupport.unpark(thread);
    }
  }

  private boolean snapshotDue() {
    StoreState now = queue.visible();
    long records = options.snapshotEveryRecords();
    long bytes = options.snapshotEveryBytes();
    return (records > 0 && now.lsn() - attemptedLsn >= records)
        || (bytes > 0 && now.logBytes() - attemptedBytes >= bytes);
  }

  private void run() {
    long intervalNs = options.cleanEvery().toNanos();
    long cleanedNs = System.nanoTime();
    while (!stopping && !Thread.interrupted()) {
      if (snapshotDue()) {
        attemptSnapshot();
      } else if (intervalNs > 0 && System.nanoTime() - cleanedNs >= intervalNs) {
        cleanedNs = System.nanoTime();
        attempt(snapshots::clean);
      } else if (intervalNs > 0) {
        LockSupport.parkNanos(this, cleanedNs + intervalNs - System.nanoTime());
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void attemptSnapshot() {
    StoreState now = queue.visible();
    attemptedLsn = now.lsn();
    attemptedBytes = now.logBytes();
    attempt(snapshots::take);
  }

  private void attempt(Step step) {
    try {
      step.run();
      failure = null;
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Stops the thread and waits for what it is doing. */
  void close() {
    stopping = true;
    LockSupport.unpark(thread);
    Joining.uninterruptibly(thread);
  }
}
