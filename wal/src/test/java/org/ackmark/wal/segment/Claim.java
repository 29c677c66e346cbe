package org.ackmark.wal.segment;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;

/**
 * What a log must hold after a crash, and what it may.
 *
 * @param issued generation of the record that was appended last at each LSN, unless cut off
 * @param syncedLsn survives every crash
 * @param writtenLsn survives the process
 * @param markFrom the low-water mark is here at least
 * @param markTo and here at most
 */
record Claim(
    SortedMap<Long, Character> issued,
    long syncedLsn,
    long writtenLsn,
    long markFrom,
    long markTo) {

  /**
   * Fails when a record is missing, wrong, or should have been gone; returns what is claimed now.
   */
  Claim check(SegmentedLog log, CrashClass crashClass) throws IOException {
    long first = log.firstLsn();
    require(first >= markFrom && first <= markTo, "low-water mark moved to " + first);
    long[] last = {first - 1};
    SortedMap<Long, Character> found = new TreeMap<>();
    log.replay(
        first,
        (lsn, record) -> {
          require(lsn == last[0] + 1, "lsn=" + lsn + " follows on " + last[0]);
          last[0] = lsn;
          found.put(lsn, Records.generation(lsn, record));
          require(found.get(lsn).equals(issued.get(lsn)), "not the record issued at " + lsn, found);
        });
    require(last[0] == log.appendedLsn() && last[0] == log.durableLsn(), "watermarks", log);
    long needed = crashClass == CrashClass.PROCESS ? writtenLsn : syncedLsn;
    require(last[0] >= needed, "lost from lsn=" + (last[0] + 1) + " to " + needed, found);
    return new Claim(found, last[0], last[0], first, first);
  }

  /** This claim, and one more record, synced. */
  Claim with(long lsn, char generation) {
    SortedMap<Long, Character> more = new TreeMap<>(issued);
    more.put(lsn, generation);
    return new Claim(more, lsn, lsn, markFrom, markTo);
  }

  private void require(boolean holds, String what, Object... found) {
    if (!holds) {
      throw new AssertionError(what + ": found=" + java.util.Arrays.toString(found) + " " + this);
    }
  }
}
