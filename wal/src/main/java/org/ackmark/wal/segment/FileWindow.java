package org.ackmark.wal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.ackmark.wal.io.LogFile;

/**
 * A part of a file in memory, which moves forward as more is asked for. Once it has moved a few
 * times in a row another thread reads ahead. Not thread-safe.
 */
final class FileWindow implements Closeable {
  /** Fits a processor's own cache, so that what was read is checked there. */
  private static final int WINDOW_BYTES = 256 << 10;

  /** A short log is read before a thread has started. */
  private static final int MOVES_BEFORE_READING_AHEAD = 4;

  private static final boolean CAN_READ_AHEAD = Runtime.getRuntime().availableProcessors() > 1;

  /**
   * Memory and a view of it. Not of an arena: a checksum of an arena's memory first takes hold of
   * the arena, for every record.
   */
  record Memory(MemorySegment segment, ByteBuffer view) {
    static Memory ofBytes(int bytes) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
      return new Memory(MemorySegment.ofBuffer(buffer), buffer.asReadOnlyBuffer());
    }
  }

  private final LogFile file;
  private final long sizeBytes;
  private Memory own;
  private Memory memory;
  private long base; // file offset of the memory's first byte
  private long start; // of what the memory holds, in the file
  private long end;

  private int moves; // in a row, each to where the last one ended
  private boolean mayReadAhead = CAN_READ_AHEAD;
  private ReadAhead ahead; // null while nobody reads ahead

  /** A window that holds nothing yet; closes {@code file} with itself. */
  FileWindow(LogFile file) throws IOException {
    this.file = file;
    this.sizeBytes = file.sizeBytes();
    this.own = Memory.ofBytes((int) Math.min(WINDOW_BYTES, sizeBytes));
    this.memory = own;
  }

  /** Bytes in the file when it was opened. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** The memory; a file's offset is at {@link #index} of it. */
  MemorySegment memory() {
    return memory.segment;
  }

  long index(long fileOffset) {
    return fileOffset - base;
  }

  /** A view of bytes that are covered; used again for the next. */
  ByteBuffer view(long fileOffset, int bytes) {
    int from = (int) index(fileOffset);
    return memory.view.limit(from + bytes).position(from);
  }

  /** Sees to it that the window holds these bytes; false when the file ends before. */
  boolean cover(long at, int bytes) throws IOException {
    if (at >= start && at + bytes <= end) {
      return true;
    }
    if (at + bytes > sizeBytes) {
      return false;
    }
    moves = at >= start && at <= end ? moves + 1 : 0;
    if (ahead == null && mayReadAhead && moves > MOVES_BEFORE_READING_AHEAD) {
      ahead = new ReadAhead(file, end, sizeBytes);
    }
    return ahead == null ? read(at, bytes) : advance(at, bytes);
  }

  private boolean read(long at, int bytes) throws IOException {
    if (bytes > own.segment.byteSize()) {
      own = Memory.ofBytes(bytes);
    }
    memory = own;
    base = at;
    start = at;
    end = at + file.read(own.segment, 0, own.segment.byteSize(), at);
    return at + bytes <= end;
  }

  // What is left of this window goes in front of the next one, which begins where this one ends.
  private boolean advance(long at, int bytes) throws IOException {
    long left = end - at;
    if (moves == 0 || left > ReadAhead.HEADROOM_BYTES || bytes > left + ReadAhead.CHUNK_BYTES) {
      ahead.close();
      ahead = null;
      mayReadAhead = moves == 0; // records as large as this are read one by one
      return read(at, bytes);
    }
    ReadAhead.Chunk next = ahead.take();
    MemorySegment.copy(
        memory.segment, index(at), next.memory().segment, ReadAhead.HEADROOM_BYTES - left, left);
    ahead.release();
    memory = next.memory();
    base = next.fileOffset() - ReadAhead.HEADROOM_BYTES;
    start = at;
    end = next.fileOffset() + next.bytes();
    return at + bytes <= end;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (ahead != null) {
        ahead.close();
      }
    }
  }
}
