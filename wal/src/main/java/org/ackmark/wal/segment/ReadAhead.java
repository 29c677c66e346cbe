package org.ackmark.wal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.ackmark.wal.io.Joining;
import org.ackmark.wal.io.LogFile;

/**
 * Reads a file from an offset to its end on a thread of its own, a few chunks ahead of who takes
 * them: so that a log is read while it is checked. For one taker; takes about 2.6 MB.
 *
 * <p>The two sides look for each other, first spinning, then in short sleeps: a wake-up costs as
 * much as half a chunk.
 */
final class ReadAhead implements Closeable {
  /** Room in a chunk's memory before what was read, for what is left of the chunk before. */
  static final int HEADROOM_BYTES = 64 << 10;

  static final int CHUNK_BYTES = 256 << 10;

  private static final int CHUNKS = 8;
  private static final long SPIN_NS = 50_000;
  private static final long LONGEST_SLEEP_NS = 100_000;

  /** What was read, from {@link #HEADROOM_BYTES} of the memory on. */
  record Chunk(FileWindow.Memory memory, long fileOffset, long bytes) {}

  private final LogFile file;
  private final long fromOffset;
  private final long toOffset;
  private final FileWindow.Memory[] memories = new FileWindow.Memory[CHUNKS];
  private final Chunk[] chunks = new Chunk[CHUNKS];
  private final Thread thread;

  private volatile long readCount;
  private volatile long releasedCount;
  private volatile boolean closed;
  private volatile Throwable failure;
  private long takenCount; // the taker's

  /** Starts reading. */
  ReadAhead(LogFile file, long fromOffset, long toOffset) {
    this.file = file;
    this.fromOffset = fromOffset;
    this.toOffset = toOffset;
    for (int i = 0; i < CHUNKS; i++) {
      memories[i] = FileWindow.Memory.ofBytes(HEADROOM_BYTES + CHUNK_BYTES);
    }
    thread = Thread.ofPlatform().daemon().name("ackmark-read-ahead").start(this::work);
  }

  private void work() {
    try {
      long offset = fromOffset;
      for (long n = 0; offset < toOffset; n++) {
        long next = n;
        await(() -> closed || next - releasedCount < CHUNKS);
        if (closed) {
          return;
        }
        FileWindow.Memory memory = memories[(int) (n % CHUNKS)];
        long wanted = Math.min(CHUNK_BYTES, toOffset - offset);
        long bytes = file.read(memory.segment(), HEADROOM_BYTES, wanted, offset);
        if (bytes == 0) {
          throw new IOException("the file was cut to bytes=" + offset + " while it was read");
        }
        chunks[(int) (n % CHUNKS)] = new Chunk(memory, offset, bytes);
        offset += bytes;
        readCount = n + 1;
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  /** The next chunk; the one taken before it stays valid until {@link #release}. */
  Chunk take() throws IOException {
    await(() -> readCount > takenCount || failure != null);
    if (readCount == takenCount) {
      throw failure instanceof IOException e ? e : new IOException(failure);
    }
    return chunks[(int) (takenCount++ % CHUNKS)];
  }

  /** Gives back all chunks that were taken but the last. */
  void release() {
    releasedCount = takenCount - 1;
  }

  private static void await(BooleanSupplier condition) {
    long startNs = System.nanoTime();
    long sleepNs = SPIN_NS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - startNs < SPIN_NS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(sleepNs);
        sleepNs = Math.min(2 * sleepNs, LONGEST_SLEEP_NS);
      }
    }
  }

  /** Ends the reading; the file can be closed when this returns. */
  @Override
  public void close() {
    closed = true;
    Joining.uninterruptibly(thread);
  }
}
