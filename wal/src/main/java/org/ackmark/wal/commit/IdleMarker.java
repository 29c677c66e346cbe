package org.ackmark.wal.commit;

import java.io.IOException;
import org.ackmark.wal.io.Joining;

/**
 * After a while without appends, writes a mark that says how far the log is durable: until an entry
 * says so, damage to the last group looks like a torn tail. The mark is not synced.
 */
final class IdleMarker {
  private final LogCore core;
  private final Progress progress;
  private final long idleNs;
  private final Thread thread;
  private boolean closed; // guarded by this

  IdleMarker(LogCore core) {
    this.core = core;
    this.progress = core.progress();
    this.idleNs = core.options().idleMarkNs();
    this.thread = Thread.ofPlatform().daemon().name("ackmark-marks").start(this::work);
  }

  private void work() {
    long seen = -1;
    while (pause()) {
      long appended = progress.appendedLsn();
      if (appended == seen) {
        try {
          core.markIfUntold();
        } catch (IOException e) {
          return; // the log has failed, and told everyone
        }
      }
      seen = appended;
    }
  }

  private synchronized boolean pause() {
    long deadline = System.nanoTime() + idleNs;
    long left;
    while (!closed && progress.isWorking() && (left = deadline - System.nanoTime()) > 0) {
      try {
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        // nobody interrupts this thread to stop it; close does
      }
    }
    return !closed && progress.isWorking();
  }

  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    Joining.uninterruptibly(thread);
  }
}
