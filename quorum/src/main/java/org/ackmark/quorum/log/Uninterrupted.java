package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;

/** Waits where an interrupt must not leave a step half done; the interrupt is kept. */
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

  /** For something that would go on without the caller, and ends in any case. */
  static <T> T outcome(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
