package org.ackmark.wal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.Wal;

/**
 * The writes that were appended and are not yet visible, in the order of their LSNs, and the state
 * that the acknowledged ones have made.
 *
 * <p>Appending and joining the queue is one step under one lock, so that queue and log agree on the
 * order; nobody waits for a commit under it. Whoever learns that a record is acknowledged applies
 * every write up to it under the other lock: acknowledgement is in LSN order, so those before it
 * are acknowledged too, and most of a group finds its work done. Readers take no lock.
 */
final class ApplyQueue {
  private final Wal log;

  private final ReentrantLock appendLock = new ReentrantLock();
  private PendingWrite last; // guarded by appendLock

  private final ReentrantLock applyLock = new ReentrantLock();
  private PendingWrite lastApplied; // guarded by applyLock
  private volatile StoreState visible; // written under applyLock

  /** Nothing pending; {@code recovered} is visible. */
  ApplyQueue(Wal log, StoreState recovered) {
    this.log = log;
    this.last = new PendingWrite(null, recovered.lsn());
    this.lastApplied = last;
    this.visible = recovered;
  }

  /** The state up to some acknowledged record; later calls never see an earlier state. */
  StoreState visible() {
    return visible;
  }

  /**
   * Appends a write to the log and queues it. Blocks while the log's buffer is full.
   *
   * @throws IOException when the log has failed or is closed; nothing was queued
   */
  PendingWrite append(Batch batch) throws IOException {
    ByteBuffer record = StoreRecord.encode(batch);
    PendingWrite write = new PendingWrite(batch);
    appendLock.lock();
    try {
      write.lsn = log.append(record);
      if (write.lsn != last.lsn + 1) {
        throw new IllegalStateException(
            "lsn=" + write.lsn + " after " + last.lsn + ": somebody else appends to this log");
      }
      last.next = write;
      last = write;
    } finally {
      appendLock.unlock();
    }
    return write;
  }

  /** Makes every write up to {@code lsn}, which the log has acknowledged, visible. */
  void acknowledged(long lsn) {
    if (visible.lsn() >= lsn) {
      return;
    }
    applyLock.lock();
    PendingWrite write = lastApplied;
    StoreState state = visible;
    try {
      while (state.lsn() < lsn) {
        state = write.next.applyTo(state);
        write = write.next;
      }
    } finally { // also when memory ran out: the two go together
      lastApplied = write;
      visible = state;
      applyLock.unlock();
    }
  }

  /** One write on its way from append to visible. */
  static final class PendingWrite {
    private Batch batch; // dropped under applyLock
    private long lsn; // written under appendLock, before next of the one before points here
    private volatile PendingWrite next; // written under appendLock
    private boolean tookEffect; // written under applyLock, before the state is visible

    private PendingWrite(Batch batch) {
      this.batch = batch;
    }

    private PendingWrite(Batch batch, long lsn) {
      this.batch = batch;
      this.lsn = lsn;
    }

    long lsn() {
      return lsn;
    }

    /** Whether its versions were newer; known once the visible state has reached its LSN. */
    boolean tookEffect() {
      return tookEffect;
    }

    private StoreState applyTo(StoreState state) {
      SortedTree treeAfter = state.treeAfter(batch);
      StoreState after = state.next(batch, treeAfter);
      tookEffect = treeAfter != null;
      batch = null;
      return after;
    }
  }
}
