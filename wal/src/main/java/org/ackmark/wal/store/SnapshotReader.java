package org.ackmark.wal.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.ackmark.wal.io.LogFile;

/**
 * Reads a snapshot file and believes nothing before its CRC was right; for one thread. Allocates no
 * more than the longest chunk and what the file holds.
 */
final class SnapshotReader implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final CRC32C crc = new CRC32C();
  private final String name;
  private final LogFile file;
  private final long sizeBytes;
  private final List<SortedTree.Node> nodes = new ArrayList<>();
  private long fileOffset;
  private MemorySegment memory;

  private SnapshotReader(String name, LogFile file) throws IOException {
    this.name = name;
    this.file = file;
    this.sizeBytes = file.sizeBytes();
    this.memory = arena.allocate(SnapshotFormat.CHUNK_BYTES + SnapshotFormat.CRC_BYTES);
  }

  /**
   * Reads the snapshot of {@code lsn}.
   *
   * @param name the file's name, for the error
   * @throws CorruptSnapshotException saying at which offset the file is not what was written
   */
  static StoreState read(String name, long lsn, LogFile file) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(name, file)) {
      ByteBuffer header = reader.next(SnapshotFormat.HEADER_BYTES);
      reader.crc.update(header.duplicate());
      long count = SnapshotFormat.count(name, lsn, header);
      while (reader.chunk()) {}
      reader.checkEnd(count);
      return new StoreState(lsn, 0, SortedTree.ofSorted(reader.nodes));
    }
  }

  private void checkEnd(long count) throws CorruptSnapshotException {
    SnapshotFormat.check(
        fileOffset == sizeBytes, name, fileOffset, "bytes follow the end of the snapshot");
    SnapshotFormat.check(
        nodes.size() == count,
        name,
        fileOffset,
        "entries=" + nodes.size() + " where the header says " + count);
  }

  /** Reads the next chunk; false when it was the end. */
  private boolean chunk() throws IOException {
    long start = fileOffset;
    ByteBuffer lengthField = next(SnapshotFormat.LENGTH_BYTES);
    crc.update(lengthField.duplicate());
    int length = lengthField.getInt();
    SnapshotFormat.check(
        length >= 0 && length <= SnapshotFormat.MAX_CHUNK_BYTES,
        name,
        start,
        "a chunk's length that cannot be, bytes=" + length);
    ByteBuffer chunk = next(length + SnapshotFormat.CRC_BYTES);
    crc.update(chunk.duplicate().limit(length));
    SnapshotFormat.check(
        chunk.getInt(length) == (int) crc.getValue(), name, start, "the checksum does not match");
    chunk.limit(length);
    while (chunk.hasRemaining()) {
      add(SnapshotFormat.takeEntry(name, start + SnapshotFormat.LENGTH_BYTES, chunk));
    }
    return length > 0;
  }

  private void add(SortedTree.Node node) throws CorruptSnapshotException {
    SnapshotFormat.check(
        nodes.isEmpty() || nodes.getLast().key.compareTo(node.key) < 0,
        name,
        fileOffset,
        "keys do not ascend");
    nodes.add(node);
  }

  /** The next {@code bytes} of the file; valid until the next call. */
  private ByteBuffer next(int bytes) throws IOException {
    SnapshotFormat.check(sizeBytes - fileOffset >= bytes, name, fileOffset, "the file ends early");
    if (memory.byteSize() < bytes) {
      memory = arena.allocate(SnapshotFormat.MAX_CHUNK_BYTES + SnapshotFormat.CRC_BYTES);
    }
    long read = file.read(memory, 0, bytes, fileOffset);
    SnapshotFormat.check(read == bytes, name, fileOffset, "the file ends early");
    fileOffset += bytes;
    return memory.asSlice(0, bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    arena.close();
  }
}
