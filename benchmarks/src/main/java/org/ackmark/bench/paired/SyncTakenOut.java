package org.ackmark.bench.paired;

import java.io.IOException;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;

/**
 * The log of a contest once more, on the same replicas in the same processes, with the sync taken
 * out: its copies are of a variant that never syncs, and W of them acknowledge what they have
 * written. For one thread.
 *
 * @param replicas those of the other log, with folders of their own
 * @param log its leader
 */
public record SyncTakenOut(Replicas replicas, Wal log) implements AutoCloseable {

  /** Opens it beside those; to be closed before them. */
  static SyncTakenOut beside(Replicas replicas, Contest contest)
      throws IOException, InterruptedException {
    WalOptions options = SingleLog.options(contest.withVariant(Variant.BUFFERED));
    Replicas again = replicas.again(options, Level.WRITTEN);
    try {
      return new SyncTakenOut(again, again.log());
    } catch (IOException | InterruptedException | RuntimeException e) {
      try (again) {
        throw e;
      }
    }
  }

  /** What a slice with one commit under way did, and what of it was synced after all. */
  record Slice(ClosedLoop.Work work, double syncsPerCommit) {}

  /** Runs one; nothing is left to be synced when it returns. */
  Slice slice(Contest contest, long sliceNs) throws IOException, InterruptedException {
    WalCounters before = replicas.counters();
    ClosedLoop.Work work = new ClosedLoop(log, contest.withWriters(1)).slice(sliceNs);
    long syncs = replicas.counters().since(before).syncs();
    log.await(log.appendedLsn(), Level.SYNCED); // or a slice of the other log would wait for it
    log.truncateBefore(log.durableLsn()); // segments are used again
    return new Slice(work, (double) syncs / work.commits());
  }

  @Override
  public void close() throws IOException {
    try (replicas;
        log) {
      // both are closed, whatever fails
    }
  }
}
