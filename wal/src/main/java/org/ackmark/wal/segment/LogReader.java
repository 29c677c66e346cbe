package org.ackmark.wal.segment;

import java.io.IOException;
import java.util.List;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.io.Disk;

/** Reads records back by LSN. The segments must not be recycled meanwhile. */
public final class LogReader {
  private final Disk disk;
  private final List<Segment> segments;

  private long nextLsn;

  /** A reader of those segments, oldest first. */
  public LogReader(Disk disk, List<Segment> segments) {
    this.disk = disk;
    this.segments = segments;
  }

  /**
   * Visits the records from {@code fromLsn} to {@code toLsn}.
   *
   * @return the LSN of the last one visited; {@code fromLsn - 1} when there was none
   * @throws CorruptLogException when one of them can't be read
   */
  public long replay(long fromLsn, long toLsn, RecordVisitor visitor) throws IOException {
    nextLsn = fromLsn;
    int index = Math.max(0, Segment.indexOf(fromLsn, segments));
    String last = "";
    long offset = 0;
    for (; index < segments.size() && nextLsn <= toLsn; index++) {
      Segment segment = segments.get(index);
      if (segment.firstLsn() != 0) {
        last = segment.name();
        offset = replay(segment, toLsn, visitor);
      }
    }
    if (nextLsn <= toLsn) {
      throw new CorruptLogException(last, offset, nextLsn, "the record can't be read back");
    }
    return nextLsn - 1;
  }

  private long replay(Segment segment, long toLsn, RecordVisitor visitor) throws IOException {
    try (EntryCursor cursor = new EntryCursor(disk, segment.name(), segment.header())) {
      cursor.moveTo(segment.firstOffset());
      while (nextLsn <= toLsn && cursor.next()) {
        if (cursor.type() != EntryType.RECORD || cursor.lsn() < nextLsn) {
          continue;
        }
        if (cursor.lsn() > nextLsn || nextLsn > segment.boundLsn()) {
          break;
        }
        visitor.visit(nextLsn, cursor.payload());
        nextLsn++;
      }
      return cursor.endOffset();
    }
  }
}
