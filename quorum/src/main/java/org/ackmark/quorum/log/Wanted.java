package org.ackmark.quorum.log;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.wal.Level;

/** Up to which record somebody waits for each level. Thread-safe. */
final class Wanted {
  private static final List<Level> HIGHEST_FIRST = List.of(Level.values()).reversed();

  private final Map<Level, AtomicLong> lsns = new EnumMap<>(Level.class); // of all levels

  Wanted() {
    HIGHEST_FIRST.forEach(level -> lsns.put(level, new AtomicLong()));
  }

  void raise(Level level, long lsn) {
    lsns.get(level).accumulateAndGet(lsn, Math::max);
  }

  long lsnAt(Level level) {
    return lsns.get(level).get();
  }

  /** The last record that somebody waits for at that level or a higher one. */
  long lsnFrom(Level level) {
    long lsn = 0;
    for (Level each : HIGHEST_FIRST) {
      lsn = each.compareTo(level) >= 0 ? Math.max(lsn, lsnAt(each)) : lsn;
    }
    return lsn;
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
