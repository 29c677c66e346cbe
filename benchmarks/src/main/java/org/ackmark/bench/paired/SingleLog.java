package org.ackmark.bench.paired;

import java.io.IOException;
import org.ackmark.bench.probe.Floor;
import org.ackmark.bench.probe.Slice;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;

/**
 * One log and the floor of its device: both write to the same disk with the same calls, the floor's
 * writes as large as a group of all writers.
 *
 * @param log the log
 * @param floor of the device
 */
public record SingleLog(Wal log, Floor floor) implements Sides {
  private static final long FLOOR_FILE_BYTES = 64L << 20;
  private static final int SPARES = 4;

  /** The one that is written, the next, and those that the low-water mark has not passed. */
  private static final int SEGMENTS_IN_USE = 8;

  /**
   * Opens both.
   *
   * @param floorDisk where the floor is measured; the same device as the log's
   * @param logDisk an empty directory for the log
   */
  public static SingleLog open(Disk floorDisk, Disk logDisk, Contest contest) throws IOException {
    Floor floor =
        Floor.open(
            floorDisk, contest.floorMethod(), floorBytes(floorDisk, contest), FLOOR_FILE_BYTES);
    try {
      return new SingleLog(Wal.open(logDisk, options(contest)), floor);
    } catch (IOException | RuntimeException e) {
      try (floor) {
        throw e;
      }
    }
  }

  /** Bytes of the files that exist at once. */
  public static long occupiedBytes(Contest contest) {
    return FLOOR_FILE_BYTES + (SPARES + SEGMENTS_IN_USE) * options(contest).segmentBytes();
  }

  static WalOptions options(Contest contest) {
    return WalOptions.of(contest.variant()).withPreallocation(Preallocation.RECYCLED, SPARES);
  }

  private static int floorBytes(Disk disk, Contest contest) {
    int block = contest.floorMethod().direct() ? disk.blockBytes() : 1;
    return Math.toIntExact((contest.groupBytes() + block - 1) / block * block);
  }

  @Override
  public WalCounters counters() {
    return log.counters();
  }

  @Override
  public Slice floor(long durationNs) throws IOException {
    return floor.slice(durationNs);
  }

  @Override
  public void close() throws IOException {
    try (floor;
        log) {
      // both are closed, whatever fails
    }
  }
}
