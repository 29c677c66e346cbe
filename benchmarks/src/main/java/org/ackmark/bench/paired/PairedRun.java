package org.ackmark.bench.paired;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.ackmark.bench.probe.Slice;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.Joining;

/**
 * Alternates slices of a log and of its floor in one process, and of a replicated log with the sync
 * taken out.
 */
public final class PairedRun {
  /** A pair before this many is warming up: the compiler is at work beside the log. */
  private static final int WARM_UP_PAIRS = 8;

  /** Each replica is a process that compiles its own code, on the same processors. */
  private static final int WARM_UP_PAIRS_REPLICATED = 60;

  /** As many of them are parted too: most of that code is warm by then. */
  private static final int WARM_UP_PARTS = 10;

  private static final long SLICES_OF_PAIR = 2;
  private static final long SLICES_OF_PARTS = 2;

  private final Contest contest;
  private final Sides.Opener opener;

  /**
   * A run that has not begun.
   *
   * @param opener of what is measured, with its floor
   */
  public PairedRun(Contest contest, Sides.Opener opener) {
    this.contest = contest;
    this.opener = opener;
  }

  /** The time that so many pairs take, with those to warm up; preparing the files comes on top. */
  public static long durationNs(Contest contest, int pairs, long sliceNs) {
    long parts = contest.parted() ? pairs + WARM_UP_PARTS : 0;
    return ((pairs + warmUpPairs(contest)) * SLICES_OF_PAIR + parts * SLICES_OF_PARTS) * sliceNs;
  }

  private static int warmUpPairs(Contest contest) {
    return contest.replication().isPresent() ? WARM_UP_PAIRS_REPLICATED : WARM_UP_PAIRS;
  }

  /**
   * Measures {@code pairs} pairs of slices of {@code sliceNs} each.
   *
   * @param progress gets the number of pairs that have ended; negative while warming up
   * @throws InterruptedException when the calling thread was interrupted, between two slices
   */
  public Pairing run(int pairs, long sliceNs, IntConsumer progress)
      throws IOException, InterruptedException {
    try (Sides sides = opener.open(contest);
        Recycling recycling = new Recycling(sides.log(), contest.recordBytes())) {
      ClosedLoop loop = new ClosedLoop(sides.log(), contest);
      ClosedLoop alone = new ClosedLoop(sides.log(), contest.withWriters(1));
      List<Pairing.Pair> measured = new ArrayList<>();
      List<Parts> parts = new ArrayList<>();
      for (int i = -warmUpPairs(contest); i < pairs; i++) {
        Beside beside = pair(sides, loop, sliceNs);
        if (contest.parted() && i >= -WARM_UP_PARTS) {
          Parts part = parts(sides.syncTakenOut(), alone, beside.work, sliceNs, i % 2 == 0);
          if (i >= 0) {
            parts.add(part);
          }
        }
        recycling.requireSound();
        if (Thread.interrupted()) {
          throw new InterruptedException("the pairs were interrupted");
        }
        if (i >= 0) {
          measured.add(beside.pair);
        }
        progress.accept(i + 1);
      }
      return new Pairing(measured, parts);
    }
  }

  /** Who comes first changes from pair to pair. */
  private Parts parts(
      SyncTakenOut without,
      ClosedLoop alone,
      ClosedLoop.Work many,
      long sliceNs,
      boolean aloneFirst)
      throws IOException, InterruptedException {
    ClosedLoop.Work first = aloneFirst ? alone.slice(sliceNs) : null;
    SyncTakenOut.Slice unsynced = without.slice(contest, sliceNs);
    ClosedLoop.Work synced = aloneFirst ? first : alone.slice(sliceNs);
    return new Parts(
        many.p50Ns(), synced.p50Ns(), unsynced.work().p50Ns(), unsynced.syncsPerCommit());
  }

  /** A slice of the log, and what it is beside the floor. */
  private record Beside(ClosedLoop.Work work, Pairing.Pair pair) {}

  private Beside pair(Sides sides, ClosedLoop loop, long sliceNs)
      throws IOException, InterruptedException {
    Slice before = sides.floor(sliceNs / 2);
    WalCounters counters = sides.counters();
    ClosedLoop.Work work = loop.slice(sliceNs);
    long syncs = sides.counters().since(counters).syncs();
    double floorNs = before.plus(sides.floor(sliceNs / 2)).meanNs();
    return new Beside(
        work, Pairing.Pair.of(work.commits(), work.elapsedNs(), syncs, floorNs, contest.writers()));
  }

  /** Moves the low-water mark behind the durable LSN, so that segments are used again. */
  private static final class Recycling implements AutoCloseable {
    private static final long LOOK_NS = 5_000_000;
    private static final long KEPT_BYTES = 40L << 20;

    private final Wal log;
    private final long keptRecords;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile IOException failure;

    Recycling(Wal log, int recordBytes) {
      this.log = log;
      this.keptRecords = Math.max(1, KEPT_BYTES / recordBytes);
      this.thread = Thread.ofPlatform().daemon().name("ackmark-recycler").start(this::work);
    }

    private void work() {
      while (!stopped) {
        LockSupport.parkNanos(LOOK_NS);
        try {
          if (log.durableLsn() - log.firstLsn() > 2 * keptRecords) {
            log.truncateBefore(log.durableLsn() - keptRecords);
          }
        } catch (IOException e) {
          failure = e;
          return;
        }
      }
    }

    void requireSound() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void close() {
      stopped = true;
      Joining.uninterruptibly(thread);
    }
  }
}
