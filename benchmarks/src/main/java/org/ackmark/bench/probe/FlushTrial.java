package org.ackmark.bench.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;

/**
 * A handful of writes of 4 KiB, each followed by {@code fdatasync}, and what the device made of
 * them.
 *
 * @param medianNs of one write and its sync
 * @param flushes that the device counted meanwhile, also for others; absent where it counts none
 */
public record FlushTrial(int syncs, long medianNs, OptionalLong flushes) {
  private static final String FILE_NAME = ".ackmark-flush-trial";
  private static final int SIZE_BYTES = 4096;
  private static final long FILE_BYTES = 1 << 20;

  /**
   * Makes, overwrites and deletes a file of 1 MiB.
   *
   * @throws IOException when a write or a sync failed
   */
  public static FlushTrial run(Path directory, Optional<FlushCounter> counter, int syncs)
      throws IOException {
    Disk disk = new PosixDisk(directory);
    if (disk.list().contains(FILE_NAME)) {
      disk.delete(FILE_NAME);
    }
    ZeroedFile.create(disk, FILE_NAME, FILE_BYTES);
    try (LogFile file = disk.open(FILE_NAME, FileMethod.FDATASYNC)) {
      OptionalLong before = counter.map(FlushCounter::read).orElse(OptionalLong.empty());
      long[] timesNs = run(file, syncs);
      OptionalLong after = counter.map(FlushCounter::read).orElse(OptionalLong.empty());
      boolean counted = before.isPresent() && after.isPresent();
      return new FlushTrial(
          syncs,
          timesNs[timesNs.length / 2],
          counted ? OptionalLong.of(after.getAsLong() - before.getAsLong()) : OptionalLong.empty());
    } finally {
      disk.delete(FILE_NAME);
    }
  }

  private static long[] run(LogFile file, int syncs) throws IOException {
    Payload payload = new Payload(SIZE_BYTES);
    long[] timesNs = new long[syncs];
    for (int i = 0; i < syncs; i++) {
      long start = System.nanoTime();
      file.write(payload.next(), 0, SIZE_BYTES, ((long) i * SIZE_BYTES) % FILE_BYTES);
      file.sync();
      timesNs[i] = System.nanoTime() - start;
    }
    Arrays.sort(timesNs);
    return timesNs;
  }

  /** Device flushes for each sync; absent where none are counted. */
  public Optional<Double> flushesPerSync() {
    return flushes.isPresent()
        ? Optional.of((double) flushes.getAsLong() / syncs)
        : Optional.empty();
  }
}
