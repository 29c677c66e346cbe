package org.ackmark.wal;

import java.io.IOException;

/**
 * Told once that a record reached the level that was asked for, or that it never will.
 *
 * <p>Runs on the log's <em>completion thread</em>, one per log, in LSN order per level; never on
 * the thread that writes and syncs. It may call {@link Wal#append} and register further listeners,
 * also on this log. It must not block: every later acknowledgement waits for it. What it throws
 * goes to the completion thread's uncaught-exception handler; the next listener runs all the same.
 * Closing a log completes every listener before {@link Wal#close} returns.
 */
@FunctionalInterface
public interface AckListener {
  /**
   * Called once.
   *
   * @param lsn the record's LSN
   * @param failure null when the level was reached; otherwise why it never will be
   */
  void completed(long lsn, IOException failure);
}
