package org.ackmark.wal;

import java.io.IOException;

/**
 * Told once that a record reached the level that was asked for, or that it never will.
 *
 * <p>Runs on the log's <em>completion thread</em>, one per log, in LSN order per level, and never
 * in the way of a commit: others write and sync while a listener runs. (The group variants let that
 * thread sync too, when it has told everyone and those have brought their next records; another
 * takes over when this takes longer than a sync.) It may call {@link Wal#append} and register
 * further listeners, also on this log. It must not block: every later listener waits for it. What
 * it throws goes to the completion thread's uncaught-exception handler; the next listener runs all
 * the same. Closing a log completes every listener before {@link Wal#close} returns.
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

  /**
   * One that takes no longer than to set a flag or to hand something to another thread. A log may
   * tell it on whichever thread has moved its watermark, before it tells any other, with locks held
   * that this thread needs for that: it must not append to the log, nor wait for anything. It saves
   * the wake-up of the completion thread where somebody else is to be woken anyway.
   */
  @FunctionalInterface
  interface Brief extends AckListener {}
}
