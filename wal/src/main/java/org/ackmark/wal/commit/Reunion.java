package org.ackmark.wal.commit;

/**
 * The time between a sync and the return of those whom it has acknowledged: blocked callers, of
 * whom the last one who is back leads the next group, or listeners, who are back when the
 * completion thread has told them. The committer watches, in timed sleep, and leads if they are not
 * back by the deadline; to tell it of each reunion would cost a wake-up.
 *
 * <p>Begun by who leads; ended and looked at by any thread.
 */
final class Reunion {
  /** The committer sleeps for good when there was none for so long. */
  private static final long WATCH_NS = 5_000_000;

  private static final long LOOK_NS = 100_000;

  private volatile long expectedLsn; // 0: none goes on
  private volatile long deadlineNs;
  private volatile boolean watched;

  /** Waits for {@code expectedLsn} to be appended, until {@code deadline}. */
  void begin(long lsn, long deadline) {
    deadlineNs = deadline;
    expectedLsn = lsn;
  }

  void end() {
    if (expectedLsn != 0) {
      expectedLsn = 0;
    }
  }

  boolean isOpen() {
    return expectedLsn != 0;
  }

  /** Whether all are back. */
  boolean isComplete(long appendedLsn) {
    return appendedLsn >= expectedLsn;
  }

  /** Whether it goes on and its deadline has not passed. */
  boolean isAwaited() {
    return expectedLsn != 0 && System.nanoTime() - deadlineNs < 0;
  }

  /** Whether the committer will look at the deadline in time; if not, it is to be signalled. */
  boolean isWatched() {
    return watched;
  }

  /** How long the committer may sleep before it looks again; 0: until it is signalled. */
  long patienceNs() {
    long nowNs = System.nanoTime();
    if (isOpen() && nowNs - deadlineNs >= WATCH_NS) {
      end();
      return LOOK_NS; // once more, for those who have relied on us until now
    }
    watched = isOpen() || nowNs - deadlineNs < WATCH_NS && deadlineNs != 0;
    if (!watched && isOpen()) {
      watched = true; // it was begun after the first look, by one who was told that we watch
    }
    return watched ? Math.max(LOOK_NS, deadlineNs - nowNs) : 0;
  }
}
