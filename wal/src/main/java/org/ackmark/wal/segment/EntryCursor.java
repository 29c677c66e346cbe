package org.ackmark.wal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.Place;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * Reads the entries of one segment through a window of memory. {@link #next} walks from entry to
 * entry; {@link #search} looks at every aligned offset. After either returned true the accessors
 * tell of the entry found. Not thread-safe.
 */
public final class EntryCursor implements Closeable {
  /** Fits a processor's own cache, so that what was read is checked there. */
  private static final int WINDOW_BYTES = 256 << 10;

  private final LogFile file;
  private final SegmentHeader header;
  private final Place place;
  private final long sizeBytes;

  // Not of an arena: a checksum of an arena's memory first takes hold of the arena, for every
  // record.
  private ByteBuffer view;
  private MemorySegment window;
  private long windowStart; // file offset of the window's first byte
  private long windowEnd;

  private long offset; // of the current entry
  private long endOffset = SegmentHeader.BYTES; // where the next one is expected

  /** Opens the segment named by {@code header}; the cursor stands before its first entry. */
  public EntryCursor(Disk disk, String name, SegmentHeader header) throws IOException {
    this.file = disk.open(name, FileMethod.FDATASYNC);
    this.header = header;
    this.place = new Place(header);
    this.sizeBytes = file.sizeBytes();
    grow(WINDOW_BYTES);
  }

  /** Continues from {@code fileOffset}. */
  public void moveTo(long fileOffset) {
    endOffset = fileOffset;
  }

  /**
   * Goes on to the entry that follows: at the end of this one, or where the next write would have
   * started.
   *
   * @return false when no entry counts there; the cursor stays
   */
  public boolean next() throws IOException {
    long runStart = alignUp(endOffset, header.runAlignmentBytes());
    if (countsAt(endOffset)) {
      return accept(endOffset);
    }
    return runStart != endOffset && countsAt(runStart) && accept(runStart);
  }

  /** Goes on to the next entry that counts at any aligned offset; false when there is none. */
  public boolean search() throws IOException {
    long last = sizeBytes - EntryHeader.BYTES;
    for (long at = alignUp(endOffset, EntryHeader.ALIGNMENT_BYTES);
        at <= last;
        at += EntryHeader.ALIGNMENT_BYTES) {
      if (countsAt(at)) {
        return accept(at);
      }
    }
    return false;
  }

  private boolean accept(long at) {
    offset = at;
    endOffset = at + EntryHeader.entryBytes(payloadBytes());
    return true;
  }

  private boolean countsAt(long at) throws IOException {
    if (!cover(at, EntryHeader.BYTES) || !place.headerCounts(window, at - windowStart, at)) {
      return false;
    }
    int payloadBytes = EntryHeader.payloadBytes(window, at - windowStart);
    return cover(at, EntryHeader.BYTES + payloadBytes)
        && place.payloadCounts(window, at - windowStart, payloadAt(at, payloadBytes));
  }

  private ByteBuffer payloadAt(long at, int payloadBytes) {
    int from = (int) (at - windowStart) + EntryHeader.BYTES;
    return view.limit(from + payloadBytes).position(from);
  }

  /** Sees to it that the window holds these bytes; false when the file ends before. */
  private boolean cover(long at, int bytes) throws IOException {
    if (at >= windowStart && at + bytes <= windowEnd) {
      return true;
    }
    if (at + bytes > sizeBytes) {
      return false;
    }
    if (bytes > window.byteSize()) {
      grow(bytes);
    }
    windowStart = at;
    windowEnd = at + file.read(window, 0, window.byteSize(), at);
    return at + bytes <= windowEnd;
  }

  private void grow(int bytes) {
    ByteBuffer memory = ByteBuffer.allocateDirect(bytes);
    window = MemorySegment.ofBuffer(memory);
    view = memory.asReadOnlyBuffer();
  }

  /** What the entry is. */
  public EntryType type() {
    return EntryHeader.type(window, offset - windowStart);
  }

  /** Its LSN; for a low-water mark, the mark. */
  public long lsn() {
    return EntryHeader.lsn(window, offset - windowStart);
  }

  /** How far the log was durable when it was written. */
  public long durableLsn() {
    return EntryHeader.durableLsn(window, offset - windowStart);
  }

  /** Bytes of its payload. */
  public int payloadBytes() {
    return EntryHeader.payloadBytes(window, offset - windowStart);
  }

  /** Its payload; valid until the cursor moves. */
  public ByteBuffer payload() {
    return payloadAt(offset, payloadBytes());
  }

  /** Where it stands in the file. */
  public long offset() {
    return offset;
  }

  /** Where it ends, padding included; before any entry, where the first is expected. */
  public long endOffset() {
    return endOffset;
  }

  /** Bytes in the file. */
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  static long alignUp(long offset, int alignment) {
    return (offset + alignment - 1) & -alignment;
  }
}
