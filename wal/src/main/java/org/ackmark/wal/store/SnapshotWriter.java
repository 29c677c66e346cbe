package org.ackmark.wal.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.ackmark.wal.io.LogFile;

/** Writes a state to a new file, chunk by chunk; for one thread. Blocks; syncs nothing. */
final class SnapshotWriter implements AutoCloseable {
  private static final int CHUNK_OVERHEAD_BYTES =
      SnapshotFormat.LENGTH_BYTES + SnapshotFormat.CRC_BYTES;

  private final Arena arena = Arena.ofConfined();
  private final CRC32C crc = new CRC32C();
  private final LogFile file;
  private long fileOffset;
  private MemorySegment memory;
  private ByteBuffer chunk; // over memory

  private SnapshotWriter(LogFile file) {
    this.file = file;
    allocate(SnapshotFormat.CHUNK_BYTES);
  }

  /** Writes all of {@code state}; the file is complete, and nothing is durable, on return. */
  static void write(StoreState state, LogFile file) throws IOException {
    try (SnapshotWriter writer = new SnapshotWriter(file)) {
      writer.header(state);
      state.tree().forEach(writer::entry);
      writer.endChunk();
      writer.startChunk();
      writer.flushWithCrc(); // the end: an empty chunk
    }
  }

  private void header(StoreState state) throws IOException {
    SnapshotFormat.putHeader(state.lsn(), state.tree().nodes(), chunk);
    crc.update(chunk.flip());
    flush();
    startChunk();
  }

  private void entry(SortedTree.Node node) throws IOException {
    int bytes = SnapshotFormat.entryBytes(node);
    if (chunk.position() + bytes > SnapshotFormat.LENGTH_BYTES + SnapshotFormat.CHUNK_BYTES) {
      endChunk();
      if (chunk.capacity() < bytes + CHUNK_OVERHEAD_BYTES) {
        allocate(SnapshotFormat.MAX_CHUNK_BYTES);
      }
      startChunk();
    }
    SnapshotFormat.putEntry(node, chunk);
  }

  private void startChunk() {
    chunk.clear().putInt(0); // its length, known at its end
  }

  private void endChunk() throws IOException {
    if (chunk.position() > SnapshotFormat.LENGTH_BYTES) {
      flushWithCrc();
    }
  }

  private void flushWithCrc() throws IOException {
    int end = chunk.position();
    chunk.putInt(0, end - SnapshotFormat.LENGTH_BYTES);
    crc.update(chunk.flip());
    chunk.limit(end + SnapshotFormat.CRC_BYTES);
    chunk.putInt((int) crc.getValue());
    flush();
  }

  /** Writes the buffer up to its position. */
  private void flush() throws IOException {
    file.write(memory, 0, chunk.position(), fileOffset);
    fileOffset += chunk.position();
    chunk.clear();
  }

  private void allocate(int chunkBytes) {
    memory = arena.allocate((long) chunkBytes + CHUNK_OVERHEAD_BYTES);
    chunk = memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    arena.close();
  }
}
