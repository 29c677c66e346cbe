package org.ackmark.bench.probe;

import java.io.IOException;
import java.util.List;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * The device floor F(b): the mean time of one write of b bytes and its sync, in a circle over a
 * zero-filled, synced file. Measured in slices, so that they can alternate with those of a log.
 *
 * <p>Every write of a slice is durable when the slice ends (on a device that honours flush). Calls
 * block for the device. For one thread.
 */
public final class Floor implements AutoCloseable {
  private static final String NAME_PREFIX = "floor-";

  private final Disk disk;
  private final String name;
  private final LogFile file;
  private final WriteLoop loop;
  private IOException
      failure; // the first; after a failed sync a second that succeeds proves nothing

  private Floor(Disk disk, String name, LogFile file, WriteLoop loop) {
    this.disk = disk;
    this.name = name;
    this.file = file;
    this.loop = loop;
  }

  /**
   * Makes the file, which takes about as long as writing {@code fileBytes} in one go.
   *
   * @param sizeBytes of one write; a multiple of {@link Disk#blockBytes} if the method is direct
   * @param fileBytes length of the file, at least {@code sizeBytes}
   */
  public static Floor open(Disk disk, FileMethod method, int sizeBytes, long fileBytes)
      throws IOException {
    if (sizeBytes < 1 || fileBytes < sizeBytes) {
      throw new IllegalArgumentException("sizeBytes=" + sizeBytes + " fileBytes=" + fileBytes);
    }
    if (method.direct() && sizeBytes % disk.blockBytes() != 0) {
      throw new IllegalArgumentException(
          "sizeBytes=" + sizeBytes + " is no multiple of blockBytes=" + disk.blockBytes());
    }
    String name = freeName(disk);
    try {
      ZeroedFile.create(disk, name, fileBytes);
      LogFile file = disk.open(name, method);
      boolean callsSync = !method.syncsOnWrite();
      return new Floor(
          disk, name, file, new WriteLoop(file, sizeBytes, fileBytes, callsSync, true));
    } catch (IOException e) {
      discard(disk, name, e);
      throw e;
    }
  }

  private static String freeName(Disk disk) throws IOException {
    List<String> taken = disk.list();
    int number = 1;
    while (taken.contains(NAME_PREFIX + number)) {
      number++;
    }
    return NAME_PREFIX + number;
  }

  private static void discard(Disk disk, String name, IOException cause) {
    try {
      disk.delete(name);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Writes and syncs for {@code durationNs}, at least once; carries on where the last slice ended.
   */
  public Slice slice(long durationNs) throws IOException {
    return slice(durationNs, new LatencyHistogram());
  }

  /** The same; {@code latencies} gets the time of each write and its sync, in nanoseconds. */
  public Slice slice(long durationNs, LatencyHistogram latencies) throws IOException {
    if (failure != null) {
      throw new IOException("the floor failed earlier: " + failure.getMessage(), failure);
    }
    try {
      return loop.run(durationNs, Long.MAX_VALUE, latencies);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Closes and deletes the file. */
  @Override
  public void close() throws IOException {
    try (file) {
      disk.delete(name);
    }
  }
}
