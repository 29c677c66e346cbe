package org.ackmark.bench.paired;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.bench.probe.Floor;
import org.ackmark.bench.probe.Slice;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;

/**
 * Alternates slices of a log and of the floor in one process. Log and floor write to the same disk
 * with the same calls; the floor's writes are as large as a group of all writers.
 */
public final class PairedRun {
  /** A pair before this many is warming up: the compiler is at work beside the log. */
  private static final int WARM_UP_PAIRS = 8;

  private static final long FLOOR_FILE_BYTES = 64L << 20;
  private static final int SPARES = 4;

  private final Disk floorDisk;
  private final Disk logDisk;
  private final Variant variant;
  private final ThreadKind kind;
  private final int writers;
  private final int recordBytes;

  /**
   * A run that has not begun.
   *
   * @param floorDisk where the floor is measured; the same device as the log's
   * @param logDisk an empty directory for the log
   */
  public PairedRun(
      Disk floorDisk,
      Disk logDisk,
      Variant variant,
      ThreadKind kind,
      int writers,
      int recordBytes) {
    this.floorDisk = floorDisk;
    this.logDisk = logDisk;
    this.variant = variant;
    this.kind = kind;
    this.writers = writers;
    this.recordBytes = recordBytes;
  }

  /** Measures {@code pairs} pairs of slices of {@code sliceNs} each. */
  public Pairing run(int pairs, long sliceNs) throws IOException, InterruptedException {
    WalOptions options = WalOptions.of(variant).withPreallocation(Preallocation.RECYCLED, SPARES);
    try (Floor floor = Floor.open(floorDisk, floorMethod(), floorBytes(), FLOOR_FILE_BYTES);
        Wal log = Wal.open(logDisk, options);
        Recycling recycling = new Recycling(log)) {
      ClosedLoop loop = new ClosedLoop(log, kind, writers, recordBytes);
      List<Pairing.Pair> measured = new ArrayList<>();
      for (int i = -WARM_UP_PAIRS; i < pairs; i++) {
        Pairing.Pair pair = pair(floor, log, loop, sliceNs);
        recycling.requireSound();
        if (i >= 0) {
          measured.add(pair);
        }
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
    double rate = work.commits() * 1e9 / work.elapsedNs();
    return new Pairing.Pair(
        rate, floorNs, (double) syncs / work.commits(), rate * floorNs / 1e9 / writers);
  }

  // A log that never syncs has no floor of its own: it is shown beside the plain sync's.
  private FileMethod floorMethod() {
    FileMethod own = variant.fileMethod();
    return own == null || own == FileMethod.DIRECT ? FileMethod.FDATASYNC : own;
  }

  private int floorBytes() {
    int bytes = writers * recordBytes;
    int block = floorMethod().direct() ? floorDisk.blockBytes() : 1;
    return (bytes + block - 1) / block * block;
  }

  /** Moves the low-water mark behind the durable LSN, so that segments are used again. */
  private static final class Recycling implements AutoCloseable {
    private static final long LOOK_NS = 5_000_000;
    private static final long MIN_RECORDS = 40_000;

    private final Wal log;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile IOException failure;

    Recycling(Wal log) {
      this.log = log;
      this.thread = Thread.ofPlatform().daemon().name("ackmark-recycler").start(this::work);
    }

    private void work() {
      while (!stopped) {
        LockSupport.parkNanos(LOOK_NS);
        try {
          if (log.durableLsn() - log.firstLsn() > 2 * MIN_RECORDS) {
            log.truncateBefore(log.durableLsn() - MIN_RECORDS);
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
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
