package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;

/**
 * Raises the low-water mark of a replica's log beside its other work, once at a time. Thread-safe.
 */
final class Cleaner {
  private final Wal log;
  private final Executor background;
  private final Consumer<Exception> failed;
  private final AtomicBoolean underWay = new AtomicBoolean();

  /**
   * Of that log.
   *
   * @param failed is told when the log can't do it
   */
  Cleaner(Wal log, Executor background, Consumer<Exception> failed) {
    this.log = log;
    this.background = background;
    this.failed = failed;
  }

  /**
   * Has everything below {@code lsn} forgotten soon, unless it is already, or some of it is now.
   */
  void forgetBelow(long lsn) {
    if (lsn > log.firstLsn() && underWay.compareAndSet(false, true)) {
      background.execute(() -> truncateBefore(lsn));
    }
  }

  private void truncateBefore(long lsn) {
    try {
      log.truncateBefore(lsn);
    } catch (WalClosedException e) {
      // it forgets the next time
    } catch (IOException | RuntimeException e) {
      failed.accept(e);
    }
    underWay.set(false);
  }
}
