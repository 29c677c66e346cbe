package org.ackmark.wal.commit;

import java.io.IOException;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Joining;

/**
 * Like {@link NeverSync}, and a thread syncs at an interval. What is acknowledged and not synced is
 * bounded: nothing more is written, and so nothing more acknowledged, while the oldest of it is
 * older than the lag, or while it is more than so many bytes. (Cassandra's periodic commit log
 * blocks writers likewise, by time only.)
 */
final class IntervalSync extends NeverSync {
  private static final long LOOK_MS = 1000;

  private final long intervalNs;
  private final long lagNs;
  private final long lagBytes;
  private final Thread syncer;

  // guarded by this
  private long oldestUnsyncedNs; // when the first byte since the last sync began was written
  private long unsyncedBytesBefore; // bytes written when the last sync that succeeded began
  private boolean dirty;
  private int writing; // admitted, and not written yet
  private boolean hurried;
  private boolean closed;

  IntervalSync(LogCore core) {
    super(core);
    WalOptions options = core.options();
    this.intervalNs = options.intervalNs();
    this.lagNs = options.lagNs();
    this.lagBytes = options.lagBytes();
    this.unsyncedBytesBefore = 0;
    this.syncer = Thread.ofPlatform().daemon().name("ackmark-syncer").start(this::work);
  }

  @Override
  void admit() throws IOException {
    boolean interrupted = false;
    while (true) {
      try {
        admitInterruptibly();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // an append waits all the same
      } finally {
        if (interrupted && !core().progress().isWorking()) {
          Thread.currentThread().interrupt();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  synchronized void admitInterruptibly() throws IOException, InterruptedException {
    while (!closed && beyondLag()) {
      core().progress().requireWorking();
      hurried = true;
      notifyAll();
      wait(LOOK_MS);
    }
    writing++;
    if (!dirty) {
      dirty = true;
      oldestUnsyncedNs = System.nanoTime();
      notifyAll();
    }
  }

  // Many are admitted while one writes: each of them alone would stay within the bound.
  @Override
  synchronized long admittedBytes() {
    return closed ? Long.MAX_VALUE : unsyncedBytesBefore + maxUnsyncedBytes();
  }

  @Override
  synchronized void wrote() {
    writing--;
  }

  private boolean beyondLag() {
    return dirty
        && (System.nanoTime() - oldestUnsyncedNs > lagNs
            || core().writtenBytes() - unsyncedBytesBefore + nextWriteBytes() > maxUnsyncedBytes());
  }

  private long maxUnsyncedBytes() {
    return Math.max(lagBytes, nextWriteBytes());
  }

  private long nextWriteBytes() {
    return core().options().groupCapBytes();
  }

  private void work() {
    while (awaitTurn()) {
      long startedNs = System.nanoTime();
      long bytesBefore = core().writtenBytes();
      try {
        core().sync();
        core().progress().announce();
      } catch (IOException e) {
        wakeAll(); // the log has failed: who waits at the bound must learn of it
        return;
      }
      synced(startedNs, bytesBefore);
    }
  }

  private synchronized boolean awaitTurn() {
    while (!closed && !dirty) {
      waitQuietly(LOOK_MS);
    }
    long deadline = System.nanoTime() + intervalNs;
    long left;
    while (!closed && !hurried && (left = deadline - System.nanoTime()) > 0) {
      waitQuietly(Math.clamp(left / 1_000_000, 1, LOOK_MS));
    }
    hurried = false;
    return !closed;
  }

  private synchronized void synced(long startedNs, long bytesBefore) {
    unsyncedBytesBefore = bytesBefore;
    oldestUnsyncedNs = startedNs; // what was written meanwhile is not older
    dirty = writing > 0 || core().progress().writtenLsn() > core().progress().durableLsn();
    notifyAll();
  }

  private synchronized void wakeAll() {
    notifyAll();
  }

  @SuppressWarnings("WaitNotInLoop") // its callers look again
  private void waitQuietly(long maxMs) {
    try {
      wait(maxMs);
    } catch (InterruptedException e) {
      // nobody interrupts the syncer to stop it; close does
    }
  }

  @Override
  public void close() {
    super.close();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    Joining.uninterruptibly(syncer);
  }
}
