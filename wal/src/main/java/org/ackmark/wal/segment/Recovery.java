package org.ackmark.wal.segment;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.BadHeaderException;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.format.SegmentName;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * Opens what a directory holds: refuses damage, keeps the prefix, starts a new epoch. Also cuts a
 * suffix off a log in use. The module's README argues, crash point by crash point, that a crash
 * anywhere in here loses nothing that counts; the order of the steps below is that argument.
 */
public final class Recovery {
  private static final int COPY_BYTES = 1 << 20;

  private final Disk disk;
  private final SegmentFiles files;
  private final WalOptions options;
  private final int runAlignmentBytes;

  private Recovery(Disk disk, WalOptions options, SegmentFiles files) {
    this.disk = disk;
    this.options = options;
    this.files = files;
    this.runAlignmentBytes =
        options.variant().fileMethod().direct()
            ? disk.blockBytes()
            : org.ackmark.wal.format.EntryHeader.ALIGNMENT_BYTES;
  }

  /**
   * A log ready to be written.
   *
   * @param segments oldest first; the last one is the new epoch's and empty
   * @param lowWaterLsn where the log starts
   * @param lastLsn where it ends; all of it is durable
   * @param cut what was cut off
   */
  public record Recovered(List<Segment> segments, long lowWaterLsn, long lastLsn, Cut cut) {}

  /**
   * A suffix that was cut off.
   *
   * @param afterLsn the last LSN that was kept
   * @param bytes in each segment from there, or from its head, to the end of the last record found
   */
  public record Cut(long afterLsn, long bytes) {
    static Cut nothing(long afterLsn) {
      return new Cut(afterLsn, 0);
    }
  }

  /** What {@link #open} hands over. */
  public record Opened(SegmentWriter writer, Recovered recovered) {}

  /**
   * Opens the log of a directory that the caller has locked, or starts one.
   *
   * @throws CorruptLogException when something durable is damaged or missing; nothing was changed
   */
  public static Opened open(Disk disk, WalOptions options) throws IOException {
    SegmentFiles files =
        new SegmentFiles(
            disk, options.segmentBytes(), options.preallocation(), options.spareSegments());
    Recovery recovery = new Recovery(disk, options, files);
    Recovered recovered = recovery.recover();
    return new Opened(
        new SegmentWriter(recovery.files, options.variant().fileMethod(), recovered), recovered);
  }

  private Recovered recover() throws IOException {
    List<String> names = disk.list();
    List<Segment> segments = readHeaders(names);
    if (segments.isEmpty()) {
      return create(names);
    }
    LogScan.Found found = LogScan.read(disk, segments, options.knownDurableLsn());
    rewriteAbove(found);
    files.adopt(names);
    List<Segment> kept = new ArrayList<>(found.segments().subList(0, found.endSegment() + 1));
    Segment head =
        newEpoch(segments, names, kept.getLast().number(), found.lastLsn(), found.lowWaterLsn());
    Cut cut = dropSuffix(found);
    retireAllBut(kept, segments);
    kept.add(head);
    return new Recovered(kept, found.lowWaterLsn(), found.lastLsn(), cut);
  }

  private Recovered create(List<String> names) throws IOException {
    if (options.knownDurableLsn() > 0) {
      throw new CorruptLogException(
          disk.toString(),
          0,
          options.knownDurableLsn(),
          "the directory holds no log, though this LSN is known to have been durable");
    }
    files.adopt(names);
    SegmentHeader header = new SegmentHeader(UUID.randomUUID(), 1, 0, 1, 0, 1, runAlignmentBytes);
    List<Segment> segments = List.of(files.make(header, 0));
    return new Recovered(segments, 1, 0, Cut.nothing(0));
  }

  private List<Segment> readHeaders(List<String> names) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (String name : names) {
      OptionalLong number = SegmentName.segmentNumber(name);
      if (number.isPresent()) {
        segments.add(new Segment(readHeader(name, number.getAsLong())));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::number));
    for (Segment segment : segments) {
      requireSameLog(segments.getFirst().header(), segment);
    }
    return segments;
  }

  private SegmentHeader readHeader(String name, long number) throws IOException {
    try {
      SegmentHeader header = readHeader(disk, name);
      if (header.number() != number) {
        throw new CorruptLogException(
            name, 0, 0, "the header says number=" + header.number() + ": the file was renamed");
      }
      return header;
    } catch (BadHeaderException e) {
      throw new CorruptLogException(name, 0, 0, e.getMessage());
    }
  }

  /** The header of a segment file. */
  public static SegmentHeader readHeader(Disk disk, String name)
      throws IOException, BadHeaderException {
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      MemorySegment block = arena.allocate(SegmentHeader.BYTES, Long.BYTES);
      return SegmentHeader.decode(block, file.read(block, 0, SegmentHeader.BYTES, 0));
    }
  }

  private static void requireSameLog(SegmentHeader first, Segment segment)
      throws CorruptLogException {
    if (!segment.header().logId().equals(first.logId())) {
      throw new CorruptLogException(
          segment.name(),
          0,
          0,
          "the segment is of another log, id="
              + segment.header().logId()
              + " among segments of id="
              + first.logId());
    }
  }

  private static long highestNumber(List<String> names) {
    long highest = 0;
    for (String name : names) {
      highest = Math.max(highest, SegmentName.segmentNumber(name).orElse(0));
      highest = Math.max(highest, SegmentName.spareNumber(name).orElse(0));
    }
    return highest;
  }

  // After a write-back error the page cache can hold what the device never got, and a second sync
  // succeeds all the same: what is not known to be durable is written again before it is served.
  private void rewriteAbove(LogScan.Found found) throws IOException {
    for (int i = 0; i <= found.endSegment(); i++) {
      Segment segment = found.segments().get(i);
      if (segment.firstLsn() != 0) {
        rewriteAbove(segment, found.durableLsn(), found.lastLsn());
      }
    }
  }

  private void rewriteAbove(Segment segment, long durableLsn, long lastLsn) throws IOException {
    long from = 0;
    long to = 0;
    try (EntryCursor cursor = new EntryCursor(disk, segment.name(), segment.header())) {
      cursor.moveTo(segment.firstOffset());
      while (cursor.next() && cursor.lsn() <= lastLsn) {
        if (cursor.type() == EntryType.RECORD && cursor.lsn() > durableLsn) {
          from = from == 0 ? cursor.offset() : from;
          to = cursor.endOffset();
        }
      }
    }
    if (from != 0) {
      rewrite(segment.name(), from, to);
    }
  }

  private void rewrite(String name, long from, long to) throws IOException {
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      MemorySegment copy = arena.allocate(COPY_BYTES, SegmentHeader.BYTES);
      for (long at = from; at < to; at += COPY_BYTES) {
        long bytes = file.read(copy, 0, Math.min(COPY_BYTES, to - at), at);
        file.write(copy, 0, bytes, at);
      }
      file.sync();
    }
  }

  private Segment newEpoch(
      List<Segment> segments, List<String> names, long previous, long keptLsn, long lowWaterLsn)
      throws IOException {
    long number = highestNumber(names) + 1;
    long epoch = 1 + segments.stream().mapToLong(s -> s.header().epoch()).max().orElse(0);
    UUID logId = segments.getFirst().header().logId();
    return files.make(
        new SegmentHeader(logId, number, previous, epoch, keptLsn, lowWaterLsn, runAlignmentBytes),
        0);
  }

  private Cut dropSuffix(LogScan.Found found) throws IOException {
    if (found.strayEndOffset() > found.endOffset()) {
      Segment end = found.segments().get(found.endSegment());
      zero(end.name(), found.endOffset(), found.strayEndOffset());
    }
    return new Cut(found.lastLsn(), found.strayBytes());
  }

  // The epoch already hides these bytes; zeroing them keeps a later search from finding them again.
  private void zero(String name, long from, long to) throws IOException {
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      MemorySegment zeros = arena.allocate(COPY_BYTES, SegmentHeader.BYTES);
      for (long at = from; at < to; at += COPY_BYTES) {
        file.write(zeros, 0, Math.min(COPY_BYTES, to - at), at);
      }
      file.sync();
    }
  }

  private void retireAllBut(List<Segment> kept, List<Segment> all) throws IOException {
    for (Segment segment : all) {
      if (!kept.contains(segment)) {
        files.retire(segment);
      }
    }
  }

  /**
   * Cuts the suffix above {@code lsn} off a log whose writer is idle and whose records up to {@code
   * lsn} are synced. The writer is used up; a new one is returned.
   */
  public static Opened cutAfter(
      Disk disk, WalOptions options, SegmentWriter writer, long lsn, long lowWaterLsn)
      throws IOException {
    writer.abandon();
    Recovery recovery = new Recovery(disk, options, writer.files());
    Recovered recovered = recovery.cutAfter(writer.segments(), lsn, lowWaterLsn);
    return new Opened(
        new SegmentWriter(recovery.files, options.variant().fileMethod(), recovered), recovered);
  }

  /**
   * Drops all that an idle writer has written, to go on at {@code lsn}: a cut that keeps LSNs it
   * need not hold, since they are below the low-water mark that the same header names. The writer
   * is used up; a new one is returned.
   */
  public static Opened skipTo(Disk disk, WalOptions options, SegmentWriter writer, long lsn)
      throws IOException {
    writer.abandon();
    Recovery recovery = new Recovery(disk, options, writer.files());
    List<Segment> dropped = writer.segments();
    Segment head = recovery.newEpoch(dropped, disk.list(), 0, lsn - 1, lsn);
    recovery.retireAllBut(List.of(), dropped);
    Recovered recovered = new Recovered(List.of(head), lsn, lsn - 1, Cut.nothing(lsn - 1));
    return new Opened(
        new SegmentWriter(recovery.files, options.variant().fileMethod(), recovered), recovered);
  }

  private Recovered cutAfter(List<Segment> segments, long lsn, long lowWaterLsn)
      throws IOException {
    int end = Segment.indexOf(lsn, segments);
    List<Segment> kept = new ArrayList<>(segments.subList(0, end + 1));
    long previous = kept.isEmpty() ? 0 : kept.getLast().number();
    Segment head = newEpoch(segments, disk.list(), previous, lsn, lowWaterLsn);
    kept.forEach(s -> s.cutAfter(lsn));
    long bytes = kept.isEmpty() ? 0 : zeroAfter(kept.getLast(), lsn);
    retireAllBut(kept, segments);
    kept.add(head);
    return new Recovered(kept, lowWaterLsn, lsn, new Cut(lsn, bytes));
  }

  private long zeroAfter(Segment segment, long lsn) throws IOException {
    long from = 0;
    long to = 0;
    try (EntryCursor cursor = new EntryCursor(disk, segment.name(), segment.header())) {
      cursor.moveTo(segment.firstOffset());
      while (cursor.next()) {
        boolean kept = cursor.type() == EntryType.RECORD && cursor.lsn() <= lsn;
        from = kept ? cursor.endOffset() : from;
        to = cursor.endOffset();
      }
    }
    if (to > from) {
      zero(segment.name(), from, to);
    }
    return to - from;
  }
}
