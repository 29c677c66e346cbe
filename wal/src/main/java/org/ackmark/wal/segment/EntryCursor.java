package org.ackmark.wal.segment;

import java.io.Closeable;
import java.io.IOException;
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
  private final FileWindow window;
  private final SegmentHeader header;
  private final Place place;

  private long offset; // of the current entry
  private long endOffset = SegmentHeader.BYTES; // where the next one is expected

  /** Opens the segment named by {@code header}; the cursor stands before its first entry. */
  public EntryCursor(Disk disk, String name, SegmentHeader header) throws IOException {
    this.window = open(disk.open(name, FileMethod.FDATASYNC));
    this.header = header;
    this.place = new Place(header);
  }

  private static FileWindow open(LogFile file) throws IOException {
    try {
      return new FileWindow(file);
    } catch (IOException | RuntimeException | Error e) {
      try (file) {
        throw e;
      }
    }
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
    long last = window.sizeBytes() - EntryHeader.BYTES;
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
    if (!window.cover(at, EntryHeader.BYTES)
        || !place.headerCounts(window.memory(), window.index(at), at)) {
      return false;
    }
    int payloadBytes = EntryHeader.payloadBytes(window.memory(), window.index(at));
    return window.cover(at, EntryHeader.BYTES + payloadBytes)
        && place.payloadCounts(window.memory(), window.index(at), payloadAt(at, payloadBytes));
  }

  private ByteBuffer payloadAt(long at, int payloadBytes) {
    return window.view(at + EntryHeader.BYTES, payloadBytes);
  }

  /** What the entry is. */
  public EntryType type() {
    return EntryHeader.type(window.memory(), window.index(offset));
  }

  /** Its LSN; for a low-water mark, the mark. */
  public long lsn() {
    return EntryHeader.lsn(window.memory(), window.index(offset));
  }

  /** How far the log was durable when it was written. */
  public long durableLsn() {
    return EntryHeader.durableLsn(window.memory(), window.index(offset));
  }

  /** Bytes of its payload. */
  public int payloadBytes() {
    return EntryHeader.payloadBytes(window.memory(), window.index(offset));
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
    return window.sizeBytes();
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  static long alignUp(long offset, int alignment) {
    return (offset + alignment - 1) & -alignment;
  }
}
