package org.ackmark.bench.paired;

import java.io.IOException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;

/**
 * One commit at a time on the log of a contest: in one slice as the log is, in the next with the
 * sync taken out, as who waits is told when W replicas have written the record. Who comes first
 * changes from time to time. For one thread.
 */
final class SyncTakenOut {
  private final Sides sides;
  private final ClosedLoop synced;
  private final ClosedLoop unsynced;
  private boolean syncedFirst;

  SyncTakenOut(Sides sides, Contest contest) {
    this.sides = sides;
    Contest alone = contest.withWriters(1);
    this.synced = new ClosedLoop(sides.log(), alone, Level.SYNCED);
    this.unsynced = new ClosedLoop(sides.log(), alone, Level.WRITTEN);
  }

  /** Measures both; all that was written is synced when it returns. */
  Parts beside(ClosedLoop.Work many, long sliceNs) throws IOException, InterruptedException {
    syncedFirst = !syncedFirst;
    double aloneNs = syncedFirst ? synced.slice(sliceNs).p50Ns() : 0;
    WalCounters before = sides.counters();
    ClosedLoop.Work work = unsynced.slice(sliceNs);
    long syncs = sides.counters().since(before).syncs();
    Wal log = sides.log();
    log.await(log.appendedLsn(), Level.SYNCED); // or the next slice would sync all that
    if (!syncedFirst) {
      aloneNs = synced.slice(sliceNs).p50Ns();
    }
    double syncsPerCommit = (double) syncs / work.commits();
    return new Parts(many.p50Ns(), aloneNs, work.p50Ns(), syncsPerCommit);
  }
}
