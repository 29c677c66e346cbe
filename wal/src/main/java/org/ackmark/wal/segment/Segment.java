package org.ackmark.wal.segment;

import java.util.List;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.format.SegmentName;

/** A segment of the log and where its records begin. Fields are written by the log's one writer. */
public final class Segment {
  private final SegmentHeader header;
  private volatile long firstLsn; // 0: holds no record
  private volatile long firstOffset;
  private volatile long boundLsn = Long.MAX_VALUE; // what is above was cut off

  Segment(SegmentHeader header) {
    this.header = header;
  }

  SegmentHeader header() {
    return header;
  }

  long number() {
    return header.number();
  }

  String name() {
    return SegmentName.segment(header.number());
  }

  /** LSN of its first record that counts; 0 when it has none. */
  long firstLsn() {
    return firstLsn;
  }

  /** Where that record stands. */
  long firstOffset() {
    return firstOffset;
  }

  /** The last LSN of this segment that counts. */
  long boundLsn() {
    return boundLsn;
  }

  void cutAfter(long lsn) {
    boundLsn = Math.min(boundLsn, lsn);
  }

  void startsWith(long lsn, long offset) {
    firstOffset = offset;
    firstLsn = lsn; // last: readers look at it first
  }

  /** Index of the segment that holds that LSN, or would; -1 when all begin above it. */
  static int indexOf(long lsn, List<Segment> segments) {
    int last = -1;
    for (int i = 0; i < segments.size(); i++) {
      long first = segments.get(i).firstLsn();
      last = first != 0 && first <= lsn ? i : last;
    }
    return last;
  }
}
