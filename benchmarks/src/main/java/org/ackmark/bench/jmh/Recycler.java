package org.ackmark.bench.jmh;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.Wal;

/**
 * Advances the low-water mark of a log under load, so that its segments are used again: once for
 * every two segments that it has filled, because each mark costs the log a sync.
 */
public final class Recycler implements AutoCloseable {
  private static final long LOOK_NS = 50_000_000; // each look allocates counters
  private static final int SEGMENTS_PER_MARK = 2;

  private final Wal log;
  private final Sideline thread;

  /** Of an open log; begins at once. */
  public Recycler(Wal log) {
    this.log = log;
    this.thread = new Sideline("ackmark-recycler", this::work).start();
  }

  private void work(Sideline self) {
    long marked = 0;
    boolean working = true;
    while (working && !self.stopped()) {
      LockSupport.parkNanos(LOOK_NS);
      long filled = log.counters().rolls();
      if (filled - marked >= SEGMENTS_PER_MARK && log.durableLsn() >= log.firstLsn()) {
        marked = filled;
        working = advance();
      }
    }
  }

  private boolean advance() {
    try {
      log.truncateBefore(log.durableLsn());
      return true;
    } catch (IOException e) {
      return false; // the log has failed: its writers are told, and tell
    }
  }

  @Override
  public void close() {
    thread.stop();
  }
}
