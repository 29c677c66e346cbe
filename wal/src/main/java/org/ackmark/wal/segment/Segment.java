package org.ackmark.wal.segment;

import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.format.SegmentName;

/** A segment of the log and where its records begin. Fields are written by the log's one writer. */
public final class Segment {
  private final SegmentHeader header;
  private volatile long firstLsn; // 0: holds no record
  private volatile long firstOffset;

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

  void startsWith(long lsn, long offset) {
    firstOffset = offset;
    firstLsn = lsn; // last: readers look at it first
  }
}
