package org.ackmark.wal.segment;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.Disk;

/**
 * Reads what a directory holds and decides what counts. Walks from the low-water mark while records
 * follow each other; where that ends it searches all that comes after, for two things: how far the
 * log was known to be durable, and a low-water mark beyond the failure.
 *
 * <p>A record at or below the durable LSN that can't be read is damage; beyond, it is a torn tail.
 * One use, one thread.
 */
final class LogScan {
  private final Disk disk;
  private final TreeMap<Long, Long> keptByEpoch = new TreeMap<>();

  private List<Segment> segments;
  private long lowWaterLsn = 1;
  private long durableLsn;

  private long expectedLsn; // 0 until the first record is seen
  private int endIndex; // segment and offset where the prefix ends
  private long endOffset = SegmentHeader.BYTES;
  private boolean sealed;
  private long strayEndOffset; // end of the last entry beyond the prefix in its last segment

  private LogScan(Disk disk, List<Segment> segments, long knownDurableLsn) {
    this.disk = disk;
    this.segments = segments;
    this.durableLsn = knownDurableLsn;
  }

  /**
   * What was found.
   *
   * @param segments those that count, oldest first
   * @param lowWaterLsn where the log starts
   * @param lastLsn where its prefix ends
   * @param durableLsn how far it was known to be durable, at most {@code lastLsn}
   * @param endSegment index of the segment where the prefix ends
   * @param endOffset where in it
   * @param strayEndOffset end of the entries found beyond that in the same segment; 0 when none
   */
  record Found(
      List<Segment> segments,
      long lowWaterLsn,
      long lastLsn,
      long durableLsn,
      int endSegment,
      long endOffset,
      long strayEndOffset) {}

  /**
   * Reads the log.
   *
   * @param segments all of them, by number, not empty
   * @throws CorruptLogException when a durable record is missing or damaged
   */
  static Found read(Disk disk, List<Segment> segments, long knownDurableLsn) throws IOException {
    LogScan scan = new LogScan(disk, segments, knownDurableLsn);
    scan.readHeaders();
    scan.walkFrom(0, SegmentHeader.BYTES);
    scan.searchBeyond();
    if (scan.lowWaterLsn > scan.expectedLsn) {
      scan.restartAtLowWater();
    }
    scan.requireBeginning();
    scan.refuseDamage();
    return scan.found();
  }

  private void readHeaders() {
    for (Segment segment : segments) {
      SegmentHeader header = segment.header();
      keptByEpoch.put(header.epoch(), header.keptLsn());
      lowWaterLsn = Math.max(lowWaterLsn, header.lowWaterLsn());
      durableLsn = Math.max(durableLsn, header.keptLsn()); // it was synced before it was named
    }
  }

  /** The last LSN of that epoch that later epochs keep. */
  private long boundOf(long epoch) {
    long bound = Long.MAX_VALUE;
    for (Map.Entry<Long, Long> later : keptByEpoch.tailMap(epoch, false).entrySet()) {
      bound = Math.min(bound, later.getValue());
    }
    return bound;
  }

  private void walkFrom(int index, long offset) throws IOException {
    boolean unbroken = true;
    for (int i = index; i < segments.size() && unbroken; i++) {
      Segment segment = segments.get(i);
      try (EntryCursor cursor = open(segment)) {
        cursor.moveTo(i == index ? offset : SegmentHeader.BYTES);
        unbroken = walk(i, segment, cursor);
      }
    }
    if (expectedLsn == 0) {
      expectedLsn = Math.max(lowWaterLsn, keptByEpoch.lastEntry().getValue() + 1);
    }
  }

  private EntryCursor open(Segment segment) throws IOException {
    return new EntryCursor(disk, segment.name(), segment.header());
  }

  /** False when a record that counts is not the expected one: the prefix ended before it. */
  private boolean walk(int index, Segment segment, EntryCursor cursor) throws IOException {
    long bound = boundOf(segment.header().epoch());
    while (cursor.next()) {
      if (cursor.lsn() > bound) {
        return true; // an older epoch's suffix, cut off: goes on in a later segment
      }
      if (cursor.type() != EntryType.RECORD) {
        absorb(cursor);
      } else if (expectedLsn != 0 && cursor.lsn() != expectedLsn) {
        return false;
      } else {
        follow(segment, cursor);
      }
      endIndex = index;
      endOffset = cursor.endOffset();
      sealed = cursor.type() == EntryType.SEAL;
    }
    return true;
  }

  private void follow(Segment segment, EntryCursor cursor) {
    if (segment.firstLsn() == 0) {
      segment.startsWith(cursor.lsn(), cursor.offset());
    }
    expectedLsn = cursor.lsn() + 1;
    durableLsn = Math.max(durableLsn, cursor.durableLsn());
  }

  private void absorb(EntryCursor mark) {
    durableLsn = Math.max(durableLsn, mark.durableLsn());
    if (mark.type() == EntryType.LOW_WATER) {
      lowWaterLsn = Math.max(lowWaterLsn, mark.lsn());
    }
  }

  private void searchBeyond() throws IOException {
    if (sealed && endIndex == segments.size() - 1 && durableLsn == expectedLsn - 1) {
      return; // nothing is written after a seal
    }
    for (int i = endIndex; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      long bound = boundOf(segment.header().epoch());
      try (EntryCursor cursor = open(segment)) {
        cursor.moveTo(i == endIndex ? endOffset : SegmentHeader.BYTES);
        while (cursor.search()) {
          search(i, cursor, bound);
        }
      }
    }
  }

  private void search(int index, EntryCursor cursor, long bound) {
    if (index == endIndex) {
      strayEndOffset = cursor.endOffset();
    }
    if (cursor.lsn() > bound) {
      return;
    }
    if (cursor.type() == EntryType.RECORD) {
      durableLsn = Math.max(durableLsn, cursor.durableLsn());
    } else {
      absorb(cursor);
    }
  }

  /** What lies below the low-water mark may be missing or damaged: starts over at the mark. */
  private void restartAtLowWater() throws IOException {
    segments.forEach(s -> s.startsWith(0, 0));
    strayEndOffset = 0;
    expectedLsn = lowWaterLsn;
    for (int i = segments.size() - 1; i >= 0; i--) {
      long at = find(i, lowWaterLsn);
      if (at != 0) {
        endIndex = i;
        endOffset = at;
        walkFrom(i, at);
        dropBefore(i);
        searchBeyond();
        return;
      }
    }
    endIndex = segments.size() - 1; // all records are below the mark
    endOffset = SegmentHeader.BYTES;
    dropBefore(endIndex);
    searchBeyond();
  }

  private long find(int index, long lsn) throws IOException {
    Segment segment = segments.get(index);
    long bound = boundOf(segment.header().epoch());
    try (EntryCursor cursor = open(segment)) {
      while (cursor.search()) {
        if (cursor.type() == EntryType.RECORD && cursor.lsn() == lsn && lsn <= bound) {
          return cursor.offset();
        }
      }
    }
    return 0;
  }

  private void dropBefore(int index) {
    segments = segments.subList(index, segments.size());
    endIndex -= index;
  }

  /** Records that begin above the low-water mark follow on nothing: the prefix is empty. */
  private void requireBeginning() {
    for (Segment segment : segments) {
      if (segment.firstLsn() != 0) {
        if (segment.firstLsn() > lowWaterLsn) {
          segments.forEach(s -> s.startsWith(0, 0));
          expectedLsn = lowWaterLsn;
          endIndex = 0;
          endOffset = SegmentHeader.BYTES;
        }
        return;
      }
    }
  }

  private void refuseDamage() throws CorruptLogException {
    if (expectedLsn <= durableLsn) {
      throw new CorruptLogException(
          segments.get(endIndex).name(),
          endOffset,
          expectedLsn,
          "no valid record here, though the log was durable up to lsn=" + durableLsn);
    }
  }

  private Found found() {
    return new Found(
        segments,
        lowWaterLsn,
        expectedLsn - 1,
        Math.min(durableLsn, expectedLsn - 1),
        endIndex,
        endOffset,
        strayEndOffset);
  }
}
