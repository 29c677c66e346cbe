package org.ackmark.bench.paired;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.ackmark.bench.probe.Floor;
import org.ackmark.bench.probe.Slice;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.Joining;

/**
 * Alternates slices of a log and of the floor in one process. Log and floor write to the same disk
 * with the same calls; the floor's writes are as large as a group of all writers.
 */
public final class PairedRun {
  /** A pair before this many is warming up: the compiler is at work beside the log. */
  private static final int WARM_UP_PAIRS = 8;

  private static final long FLOOR_FILE_BYTES = 64L << 20;
  private static final int SPARES = 4;

  /** The one that is written, the next, and those that the low-water mark has not passed. */
  private static final int SEGMENTS_IN_USE = 8;

  private final Disk floorDisk;
  private final Disk logDisk;
  private final Contest contest;

  /**
   * A run that has not begun.
   *
   * @param floorDisk where the floor is measured; the same device as the log's
   * @param logDisk an empty directory for the log
   */
  public PairedRun(Disk floorDisk, Disk logDisk, Contest contest) {
    this.floorDisk = floorDisk;
    this.logDisk = logDisk;
    this.contest = contest;
  }

  /** The time that so many pairs take, with those to warm up; preparing the files comes on top. */
  public static long durationNs(int pairs, long sliceNs) {
    return (pairs + WARM_UP_PAIRS) * 2L * sliceNs;
  }

  /** Bytes of the files that exist at once. */
  public static long occupiedBytes(Contest contest) {
    return FLOOR_FILE_BYTES + (SPARES + SEGMENTS_IN_USE) * options(contest).segmentBytes();
  }

  private static WalOptions options(Contest contest) {
    return WalOptions.of(contest.variant()).withPreallocation(Preallocation.RECYCLED, SPARES);
  }

  /**
   * Measures {@code pairs} pairs of slices of {@code sliceNs} each.
   *
   * @param progress gets the number of pairs that have ended; negative while warming up
   * @throws InterruptedException when the calling thread was interrupted, between two slices
   */
  public Pairing run(int pairs, long sliceNs, IntConsumer progress)
      throws IOException, InterruptedException {
    try (Floor floor =
            Floor.open(floorDisk, contest.floorMethod(), floorBytes(), FLOOR_FILE_BYTES);
        Wal log = Wal.open(logDisk, options(contest));
        Recycling recycling = new Recycling(log, contest.recordBytes())) {
      ClosedLoop loop = new ClosedLoop(log, contest);
      List<Pairing.Pair> measured = new ArrayList<>();
      for (int i = -WARM_UP_PAIRS; i < pairs; i++) {
        Pairing.Pair pair = pair(floor, log, loop, sliceNs);
        recycling.requireSound();
        if (Thread.interrupted()) {
          throw new InterruptedException("the pairs were interrupted");
        }
        if (i >= 0) {
          measured.add(pair);
        }
        progress.accept(i + 1);
      }
      return new Pairing(measured);
    }
  }

  private Pairing.Pair pair(Floor floor, Wal log, ClosedLoop loop, long sliceNs)
      throws IOException, InterruptedException {
    Slice before = floor.slice(sliceNs / 2);
    WalCounters counters = log.counters();
    ClosedLoop.Work work = loop.slice(sliceNs);
    long syncs = log.counters().since(counters).syncs();
    double floorNs = before.plus(floor.slice(sliceNs / 2)).meanNs();
    return Pairing.Pair.of(work.commits(), work.elapsedNs(), syncs, floorNs, contest.writers());
  }

  private int floorBytes() {
    int block = contest.floorMethod().direct() ? floorDisk.blockBytes() : 1;
    return Math.toIntExact((contest.groupBytes() + block - 1) / block * block);
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
