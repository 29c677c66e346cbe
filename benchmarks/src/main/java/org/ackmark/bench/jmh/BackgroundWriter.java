package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Somebody else on the same disk while the log works: writes a file of its own at a steady rate,
 * round and round, and syncs it once a second. Best effort: it fails silently, since it is not what
 * is measured.
 */
final class BackgroundWriter implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;
  private static final long FILE_BYTES = 256L << 20;
  private static final long LOOK_NS = 2_000_000;
  private static final long SYNC_EVERY_NS = 1_000_000_000;

  private final Path file;
  private final long chunkNs;
  private final BooleanSupplier busy;
  private final Sideline thread;

  /**
   * Begins at once.
   *
   * @param busy whether the log works
   */
  BackgroundWriter(Path file, long bytesPerSecond, BooleanSupplier busy) {
    this.file = file;
    this.busy = busy;
    this.chunkNs = Math.max(1, CHUNK_BYTES * 1_000_000_000L / bytesPerSecond);
    this.thread = new Sideline("ackmark-background", this::work).start();
  }

  private void work(Sideline self) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      write(self, channel);
    } catch (IOException e) {
      return; // best effort, as said above
    }
  }

  private void write(Sideline self, FileChannel channel) throws IOException {
    byte[] bytes = new byte[CHUNK_BYTES];
    new SplittableRandom(1).nextBytes(bytes);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).put(bytes);
    long syncedNs = System.nanoTime();
    long dueNs = syncedNs;
    for (long at = 0; !self.stopped(); at = (at + CHUNK_BYTES) % FILE_BYTES) {
      while (!busy.getAsBoolean() && !self.stopped()) {
        LockSupport.parkNanos(LOOK_NS);
        dueNs = System.nanoTime();
      }
      channel.write(chunk.flip(), at);
      dueNs += chunkNs;
      if (System.nanoTime() - syncedNs >= SYNC_EVERY_NS) {
        channel.force(false);
        syncedNs = System.nanoTime();
      }
      LockSupport.parkNanos(dueNs - System.nanoTime());
    }
  }

  @Override
  public void close() {
    thread.stop();
  }
}
