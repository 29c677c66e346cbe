package org.ackmark.bench.node;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.ackmark.bench.probe.ZeroedFile;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * Writes and syncs one block after another into a file whose blocks were written before: what a
 * commit of that size costs on this disk when there is no log about it. For one thread.
 */
public final class SyncProbe implements AutoCloseable {
  private static final String NAME = "probe";
  private static final long FILE_BYTES = 16 << 20;

  private final LogFile file;
  private long offsetBytes;

  private SyncProbe(LogFile file) {
    this.file = file;
  }

  /** Makes the file anew, on that disk. */
  public static SyncProbe on(Disk disk) throws IOException {
    if (disk.list().contains(NAME)) {
      disk.delete(NAME);
    }
    ZeroedFile.create(disk, NAME, FILE_BYTES);
    return new SyncProbe(disk.open(NAME, FileMethod.FDATASYNC));
  }

  /**
   * Writes and syncs once.
   *
   * @param payload in native memory; at most 16 MiB
   * @return how long it took
   */
  public long syncNs(MemorySegment payload) throws IOException {
    long bytes = payload.byteSize();
    if (offsetBytes + bytes > FILE_BYTES) {
      offsetBytes = 0;
    }
    long startNs = System.nanoTime();
    file.write(payload, 0, bytes, offsetBytes);
    file.sync();
    offsetBytes += bytes;
    return System.nanoTime() - startNs;
  }

  /** The mean of writing and syncing so many bytes, again and again for that long. */
  public long meanNs(int bytes, long durationNs) throws IOException {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    MemorySegment payload = nativeCopy(ByteBuffer.wrap(random));
    long startNs = System.nanoTime();
    long count = 0;
    long elapsedNs;
    do {
      syncNs(payload);
      count++;
      elapsedNs = System.nanoTime() - startNs;
    } while (elapsedNs < durationNs);
    return elapsedNs / count;
  }

  /** A copy in native memory. */
  public static MemorySegment nativeCopy(ByteBuffer payload) {
    ByteBuffer copy = ByteBuffer.allocateDirect(payload.remaining());
    copy.put(payload.duplicate()).flip();
    return MemorySegment.ofBuffer(copy);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
