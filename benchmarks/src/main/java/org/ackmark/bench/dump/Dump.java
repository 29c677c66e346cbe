package org.ackmark.bench.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ackmark.wal.format.BadHeaderException;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.segment.EntryCursor;
import org.ackmark.wal.segment.Recovery;

/**
 * What a segment file holds.
 *
 * @param name of the file
 * @param sizeBytes of the file
 * @param header its header
 * @param entries in order, with the gaps between those that lie apart
 * @param runEndOffset where the unbroken run from the header ends: replay stops there at the latest
 * @param runEnd why it ends there
 */
public record Dump(
    String name,
    long sizeBytes,
    SegmentHeader header,
    List<DumpEntry> entries,
    long runEndOffset,
    String runEnd) {

  /** Copies the list. */
  public Dump {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a file; blocks for the disk and changes nothing.
   *
   * @throws NotASegmentException when its first block is no header that can be read
   * @throws IOException when it can't be read at all
   */
  public static Dump of(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw new NotASegmentException(
          file + (Files.exists(path) ? " is not a file" : ": no such file"));
    }
    Disk disk = new ReadOnlyDisk(path.getParent());
    long sizeBytes = Files.size(path);
    if (sizeBytes < SegmentHeader.BYTES) {
      throw new NotASegmentException(
          "%s is not a segment of a log: it has %d bytes, a segment's header alone has %d"
              .formatted(file, sizeBytes, SegmentHeader.BYTES));
    }
    String name = path.getFileName().toString();
    SegmentHeader header = header(disk, name, file);
    try (EntryCursor cursor = new EntryCursor(disk, name, header);
        Autopsy autopsy = new Autopsy(disk, name, header)) {
      return read(name, header, cursor, autopsy);
    }
  }

  private static SegmentHeader header(Disk disk, String name, Path file) throws IOException {
    try {
      return Recovery.readHeader(disk, name);
    } catch (BadHeaderException e) {
      throw new NotASegmentException(file + ": " + e.getMessage());
    }
  }

  private static Dump read(String name, SegmentHeader header, EntryCursor cursor, Autopsy autopsy)
      throws IOException {
    List<DumpEntry> entries = new ArrayList<>();
    while (cursor.next()) {
      entries.add(entry(cursor, header));
    }
    long runEnd = cursor.endOffset();
    String why = autopsy.causeAt(runEnd);
    long gapStart = runEnd;
    while (cursor.search()) {
      String cause = autopsy.causeAt(gapStart);
      entries.add(DumpEntry.gap(gapStart, cursor.offset() - gapStart, cause));
      do {
        entries.add(entry(cursor, header));
      } while (cursor.next());
      gapStart = cursor.endOffset();
    }
    return new Dump(name, cursor.sizeBytes(), header, entries, runEnd, why);
  }

  private static DumpEntry entry(EntryCursor cursor, SegmentHeader header) {
    return new DumpEntry(
        cursor.offset(),
        cursor.type().name().toLowerCase(Locale.ROOT),
        cursor.lsn(),
        cursor.durableLsn(),
        header.epoch(),
        cursor.payloadBytes(),
        "ok");
  }
}
