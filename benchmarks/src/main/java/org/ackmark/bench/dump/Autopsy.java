package org.ackmark.bench.dump;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.Place;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/** Says why no entry counts at an offset of a segment. For one thread. */
final class Autopsy implements Closeable {
  private final LogFile file;
  private final SegmentHeader header;
  private final Place place;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment head = arena.allocate(EntryHeader.BYTES, EntryHeader.ALIGNMENT_BYTES);

  Autopsy(Disk disk, String name, SegmentHeader header) throws IOException {
    this.file = disk.open(name, FileMethod.FDATASYNC);
    this.header = header;
    this.place = new Place(header);
  }

  String causeAt(long offset) throws IOException {
    long bytes = file.read(head, 0, EntryHeader.BYTES, offset);
    if (bytes < EntryHeader.BYTES) {
      return "the file ends";
    }
    if (head.mismatch(MemorySegment.ofArray(new byte[EntryHeader.BYTES])) < 0) {
      return "zeros: nothing was written here";
    }
    EntryType type = EntryHeader.type(head, 0);
    if (type == null) {
      return "bytes that are no entry";
    }
    if (EntryHeader.epoch(head, 0) != header.epoch()) {
      return "an entry of epoch " + EntryHeader.epoch(head, 0) + ", which does not count here";
    }
    if (!place.headerCounts(head, 0, offset)) {
      return "the header's CRC fails: torn, damaged, or of an earlier use of the file";
    }
    long end = offset + EntryHeader.BYTES + EntryHeader.payloadBytes(head, 0);
    return end > file.sizeBytes()
        ? "the file ends inside the record of lsn " + EntryHeader.lsn(head, 0)
        : "the header of lsn " + EntryHeader.lsn(head, 0) + " is valid, its payload's CRC is not";
  }

  @Override
  public void close() throws IOException {
    arena.close();
    file.close();
  }
}
