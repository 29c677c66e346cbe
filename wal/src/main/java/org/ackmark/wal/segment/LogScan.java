package org.ackmark.wal.segment;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.format.SegmentName;
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
  private final List<Segment> all;
  private final TreeMap<Long, Long> keptByEpoch = new TreeMap<>();

  /** By segment number, where an entry was found: the lowest LSN of a record; MAX_VALUE: marks. */
  private final Map<Long, Long> lowestByNumber = new HashMap<>();

  private List<Segment> segments;
  private long lowWaterLsn = 1;
  private long durableLsn;

  private long expectedLsn; // 0 until the first record is seen
  private int endIndex; // segment and offset where the prefix ends
  private long endOffset = SegmentHeader.BYTES;
  private long tailOffset = SegmentHeader.BYTES; // end of the marks that follow it
  private int sealedIndex = -1;
  private long strayEndOffset; // end of the last entry beyond the prefix in its last segment
  private long strayBytes; // up to the last record beyond the prefix, in each segment

  private LogScan(Disk disk, List<Segment> segments, long knownDurableLsn) {
    this.disk = disk;
    this.all = segments;
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
   * @param strayBytes bytes of the records beyond the prefix, and of what stands between them
   */
  record Found(
      List<Segment> segments,
      long lowWaterLsn,
      long lastLsn,
      long durableLsn,
      int endSegment,
      long endOffset,
      long strayEndOffset,
      long strayBytes) {}

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
    scan.refuseMissingSegments();
    if (scan.lowWaterLsn > scan.expectedLsn || scan.beginsAboveLowWater()) {
      scan.restartAtLowWater();
    }
    scan.refuseDamage();
    return scan.found();
  }

  private void readHeaders() {
    for (Segment segment : segments) {
      SegmentHeader header = segment.header();
      keptByEpoch.put(header.epoch(), header.keptLsn());
      lowWaterLsn = Math.max(lowWaterLsn, header.lowWaterLsn());
    }
    for (Segment segment : segments) { // it was synced before it was named
      SegmentHeader header = segment.header();
      durableLsn = Math.max(durableLsn, Math.min(header.keptLsn(), boundOf(header.epoch())));
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
      expectedLsn = lowWaterLsn;
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
      note(index, cursor);
      if (cursor.type() != EntryType.RECORD) {
        absorb(cursor);
        tailOffset = index == endIndex ? cursor.endOffset() : tailOffset;
        sealedIndex = cursor.type() == EntryType.SEAL ? index : sealedIndex;
      } else if (expectedLsn != 0 && cursor.lsn() != expectedLsn) {
        return false;
      } else {
        follow(segment, cursor);
        endIndex = index;
        endOffset = cursor.endOffset();
        tailOffset = endOffset;
      }
    }
    return true;
  }

  private void note(int index, EntryCursor cursor) {
    long lsn = cursor.type() == EntryType.RECORD ? cursor.lsn() : Long.MAX_VALUE;
    lowestByNumber.merge(segments.get(index).number(), lsn, Math::min);
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
    if (sealedIndex == segments.size() - 1 && durableLsn == expectedLsn - 1) {
      return; // nothing is written after a seal
    }
    for (int i = endIndex; i < segments.size(); i++) {
      searchFrom(i, i == endIndex ? tailOffset : SegmentHeader.BYTES);
    }
  }

  private void searchFrom(int index, long offset) throws IOException {
    Segment segment = segments.get(index);
    long bound = boundOf(segment.header().epoch());
    long recordsEnd = offset;
    try (EntryCursor cursor = open(segment)) {
      cursor.moveTo(offset);
      while (cursor.search()) {
        strayEndOffset = index == endIndex ? cursor.endOffset() : strayEndOffset;
        if (cursor.lsn() <= bound) {
          note(index, cursor);
          recordsEnd = found(cursor) ? cursor.endOffset() : recordsEnd;
        }
      }
    }
    strayBytes += recordsEnd - offset;
  }

  /** Takes note of an entry beyond the prefix; whether it is a record. */
  private boolean found(EntryCursor cursor) {
    if (cursor.type() == EntryType.RECORD) {
      durableLsn = Math.max(durableLsn, cursor.durableLsn());
      return true;
    }
    absorb(cursor);
    return false;
  }

  /** What lies below the low-water mark may be missing or damaged: starts over at the mark. */
  private void restartAtLowWater() throws IOException {
    int beginning = Math.max(0, beginning() - 1);
    segments.forEach(s -> s.startsWith(0, 0));
    strayEndOffset = 0;
    strayBytes = 0;
    sealedIndex = -1;
    expectedLsn = lowWaterLsn;
    for (int i = segments.size() - 1; i >= 0; i--) {
      long at = find(i, lowWaterLsn);
      if (at != 0) {
        endIndex = i;
        endOffset = at;
        tailOffset = at;
        walkFrom(i, at);
        dropBefore(i);
        searchBeyond();
        return;
      }
    }
    endIndex = beginning;
    endOffset = SegmentHeader.BYTES;
    tailOffset = endOffset;
    refuseDamage();
    endIndex = segments.size() - 1; // all records are below the mark
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

  private boolean beginsAboveLowWater() {
    int beginning = beginning();
    return beginning < segments.size() && segments.get(beginning).firstLsn() > lowWaterLsn;
  }

  /** Index of the first segment that holds a record of the prefix. */
  private int beginning() {
    int index = 0;
    while (index < segments.size() && segments.get(index).firstLsn() == 0) {
      index++;
    }
    return index;
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

  /**
   * A segment was named before its next one was made, and is retired only when a later one starts
   * at or below the low-water mark, or when an epoch begins that does not count the next one.
   */
  private void refuseMissingSegments() throws CorruptLogException {
    Set<Long> numbers = all.stream().map(Segment::number).collect(Collectors.toSet());
    for (Segment segment : all) {
      long previous = segment.header().previousNumber();
      if (previous != 0 && !numbers.contains(previous) && followsOnWhatCounts(segment)) {
        throw new CorruptLogException(
            SegmentName.segment(previous),
            0,
            beginsAboveLowWater() ? lowWaterLsn : expectedLsn,
            "the segment is missing, though " + segment.name() + " follows on it");
      }
    }
  }

  private boolean followsOnWhatCounts(Segment segment) {
    Long lowest = lowestByNumber.get(segment.number());
    if (lowest == null) {
      return segment == all.getLast() && segment.header().epoch() == keptByEpoch.lastKey();
    }
    return lowest == Long.MAX_VALUE
        ? expectedLsn >= lowWaterLsn && expectedLsn <= durableLsn
        : lowest > lowWaterLsn;
  }

  private Found found() {
    segments.forEach(s -> s.cutAfter(Math.min(boundOf(s.header().epoch()), expectedLsn - 1)));
    return new Found(
        segments,
        lowWaterLsn,
        expectedLsn - 1,
        Math.min(durableLsn, expectedLsn - 1),
        endIndex,
        tailOffset,
        strayEndOffset,
        strayBytes);
  }
}
