package org.ackmark.quorum.log;

import java.io.IOException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;

/** Waits for a log where an interrupt must not leave a step half done; the interrupt is kept. */
final class Uninterrupted {
  private Uninterrupted() {}

  static void await(Wal log, long lsn, Level level) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          log.await(lsn, level);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
