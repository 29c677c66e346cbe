package org.ackmark.quorum.log;

import java.util.concurrent.atomic.AtomicLongArray;
import org.ackmark.wal.Level;

/** Up to which record somebody waits for each level. Thread-safe. */
final class Wanted {
  private static final Level[] HIGHEST_FIRST = {Level.SYNCED, Level.WRITTEN, Level.RECEIVED};

  private final AtomicLongArray lsns = new AtomicLongArray(HIGHEST_FIRST.length);

  void raise(Level level, long lsn) {
    lsns.accumulateAndGet(level.ordinal(), lsn, Math::max);
  }

  long lsnAt(Level level) {
    return lsns.get(level.ordinal());
  }

  /** The last record that somebody waits for. */
  long highestLsn() {
    return Math.max(lsnAt(Level.RECEIVED), Math.max(lsnAt(Level.WRITTEN), lsnAt(Level.SYNCED)));
  }

  /** The highest level for which a record above {@code lsn} is wanted; null when none is. */
  Level levelAbove(long lsn) {
    for (Level level : HIGHEST_FIRST) {
      if (lsnAt(level) > lsn) {
        return level;
      }
    }
    return null;
  }
}
