package org.ackmark.wal.commit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.LogFile;

/**
 * A group in aligned, padded memory of its own, with its place in a file: what a direct file can be
 * given, and what can be on its way while the next group is gathered. Used by one thread at a time.
 */
final class StagedGroup {
  private static final MemorySegment ZEROS = Arena.global().allocate(SegmentHeader.BYTES);

  private final int blockBytes;
  private MemorySegment memory;
  private LogFile file;
  private long fileOffset;
  private long bytes;
  private long firstLsn;
  private long lastLsn;

  StagedGroup(int capBytes, int blockBytes) {
    this.blockBytes = blockBytes;
    this.memory = allocate(capBytes);
  }

  private MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(padded(bytes), blockBytes);
  }

  private long padded(long length) {
    return (length + blockBytes - 1) & -blockBytes;
  }

  /** Empties it; what is added next will stand at {@code offset} of {@code target}. */
  void begin(LogFile target, long offset, long lsn) {
    file = target;
    fileOffset = offset;
    firstLsn = lsn;
    lastLsn = lsn - 1;
    bytes = 0;
  }

  /** Whether an entry fits; the first always does. */
  boolean fits(long entryBytes) {
    return bytes == 0 || bytes + entryBytes <= memory.byteSize();
  }

  /** Where in the file the next entry will stand. */
  long nextFileOffset() {
    return fileOffset + bytes;
  }

  /** Adds the entry of the next LSN. */
  void add(MemorySegment source, long offset, long entryBytes) {
    if (entryBytes > memory.byteSize()) {
      memory = allocate(entryBytes); // a record larger than any group
    }
    MemorySegment.copy(source, offset, memory, bytes, entryBytes);
    bytes += entryBytes;
    lastLsn++;
  }

  /** Bytes of the entries. */
  long bytes() {
    return bytes;
  }

  /** Bytes that will be written. */
  long paddedBytes() {
    return padded(bytes);
  }

  long firstLsn() {
    return firstLsn;
  }

  long lastLsn() {
    return lastLsn;
  }

  /** Writes it to its place. */
  void write() throws IOException {
    long padded = padded(bytes);
    MemorySegment.copy(ZEROS, 0, memory, bytes, padded - bytes);
    file.write(memory, 0, padded, fileOffset);
  }
}
