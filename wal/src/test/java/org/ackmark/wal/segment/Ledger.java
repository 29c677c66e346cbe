package org.ackmark.wal.segment;

import java.util.TreeMap;
import org.ackmark.wal.commit.SegmentedLog;

/**
 * The witness: what was appended to a log, what it acknowledged, and where it was cut. Its monitor
 * is held while a crash is taken, so that a claim and the crash tell of the same moment.
 */
final class Ledger {
  private final TreeMap<Long, Character> issued = new TreeMap<>(); // guarded by this, as is all
  private char generation = 'a';
  private long syncedLsn;
  private long writtenLsn;
  private long markBegun = 1;
  private long markDone = 1;
  private boolean cutting;
  private SegmentedLog log;

  /** The log whose watermarks count too, from now on; null when it is closed. */
  synchronized void watch(SegmentedLog opened) {
    log = opened;
  }

  /** The generation of the record that is about to be appended. */
  synchronized char issue(long lsn) {
    issued.put(lsn, generation);
    return generation;
  }

  synchronized void synced(long lsn) {
    syncedLsn = Math.max(syncedLsn, lsn);
    written(lsn);
  }

  synchronized void written(long lsn) {
    writtenLsn = Math.max(writtenLsn, lsn);
  }

  synchronized void beginMark(long lsn) {
    markBegun = Math.max(markBegun, lsn);
  }

  synchronized void endMark() {
    markDone = markBegun;
  }

  synchronized void beginCut(long lsn) {
    cutting = true;
    syncedLsn = Math.min(syncedLsn, lsn);
    writtenLsn = Math.min(writtenLsn, lsn);
  }

  synchronized void endCut(long lsn) {
    issued.tailMap(lsn, false).clear();
    syncedLsn = Math.max(syncedLsn, lsn); // a cut syncs what it keeps
    writtenLsn = Math.max(writtenLsn, lsn);
    generation++;
    cutting = false;
  }

  /** What a crash at this moment must find, and what it may. */
  synchronized Claim claim() {
    if (log != null && !cutting) {
      synced(log.durableLsn());
      written(log.writtenLsn());
    }
    return new Claim(new TreeMap<>(issued), syncedLsn, writtenLsn, markDone, markBegun);
  }
}
