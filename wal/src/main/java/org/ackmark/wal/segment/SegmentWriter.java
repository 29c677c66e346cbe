package org.ackmark.wal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.Place;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.NoSpaceException;

/**
 * Where the next entry goes: the active segment, the position in it, and the change to the next
 * one. Remembers the files that hold what was not synced, so that they are synced in order.
 *
 * <p>Not thread-safe: its owner guards it by the log's I/O lock, but for {@link #segments}.
 */
public final class SegmentWriter implements Closeable {
  private final SegmentFiles files;
  private final SegmentSupply supply;
  private final FileMethod method;
  private final CopyOnWriteArrayList<Segment> segments;
  private final List<LogFile> unsynced = new ArrayList<>(); // rolled out of, oldest first

  private Segment active;
  private LogFile file;
  private Place place;
  private long position;
  private long sizeBytes;
  private long lowWaterLsn;

  SegmentWriter(SegmentFiles files, FileMethod method, Recovery.Recovered recovered)
      throws IOException {
    this.files = files;
    this.method = method;
    this.segments = new CopyOnWriteArrayList<>(recovered.segments());
    this.lowWaterLsn = recovered.lowWaterLsn();
    this.supply = new SegmentSupply(files);
    try {
      activate(segments.getLast());
    } catch (IOException | RuntimeException | Error e) {
      supply.close();
      throw e;
    }
  }

  private void activate(Segment segment) throws IOException {
    file = files.disk().open(segment.name(), method);
    active = segment;
    place = new Place(segment.header());
    position = SegmentHeader.BYTES;
    sizeBytes = Math.max(file.sizeBytes(), SegmentHeader.BYTES + files.roomBytes());
    SegmentHeader header = segment.header();
    supply.prepare(
        new SegmentHeader(
            header.logId(),
            header.number() + 1,
            header.number(),
            header.epoch(),
            header.keptLsn(),
            lowWaterLsn,
            header.runAlignmentBytes()));
  }

  /** Bytes left in the active segment. */
  public long roomBytes() {
    return sizeBytes - position;
  }

  /** Where the next entry will stand in {@link #file}. */
  public long position() {
    return position;
  }

  /** The active file. */
  public LogFile file() {
    return file;
  }

  /** Seals entries for the active segment. */
  public Place place() {
    return place;
  }

  /**
   * Notes that a record will stand at {@code offset}: the first one tells where the segment starts.
   */
  public void placed(long lsn, long offset) {
    if (active.firstLsn() == 0) {
      active.startsWith(lsn, offset);
    }
  }

  /** Takes {@code bytes} of the active segment, up to where the next write may start. */
  public void advance(long bytes) {
    position =
        Math.min(
            sizeBytes, EntryCursor.alignUp(position + bytes, active.header().runAlignmentBytes()));
  }

  /** Changes to the next segment; the present one is synced before anything in the next counts. */
  public void roll(long entryBytes) throws IOException {
    Segment next = supply.take(entryBytes);
    unsynced.add(file);
    segments.add(next);
    activate(next);
  }

  /**
   * What must be synced, in order, before all that was written so far is durable. Once they are,
   * the owner hands them to {@link #synced}.
   */
  public List<LogFile> filesToSync() {
    List<LogFile> all = new ArrayList<>(unsynced);
    all.add(file);
    return all;
  }

  /** Whether a roll left files behind that are not synced. */
  public boolean rolledUnsynced() {
    return !unsynced.isEmpty();
  }

  /** Whether every record that stands before the active segment is at or below {@code lsn}. */
  public boolean rolledBefore(long lsn) {
    return active.firstLsn() != 0 && active.firstLsn() <= lsn + 1;
  }

  /** Closes the files of {@link #filesToSync} that are no longer written to. */
  public void synced(List<LogFile> done) throws IOException {
    for (LogFile old : done) {
      if (unsynced.remove(old)) {
        old.close();
      }
    }
  }

  /** The segments of the log, oldest first; safe to read from any thread. */
  public List<Segment> segments() {
    return segments;
  }

  /** Retires the segments wholly below the mark, which must be durable in the log. */
  public void retireBelow(long lsn) {
    lowWaterLsn = lsn;
    int first = Math.max(0, Segment.indexOf(lsn, segments));
    List<Segment> old = new ArrayList<>(segments.subList(0, first));
    segments.removeAll(old);
    supply.retire(old);
  }

  /**
   * Writes a seal, synced, at the head of the next segment: a witness that is not lost with the end
   * of the active one. All of the log must be synced before. On a full disk there is no witness.
   */
  public void sealNext(long lsn) throws IOException {
    try {
      Segment next = supply.takeShort();
      try (Arena arena = Arena.ofConfined();
          LogFile nextFile = files.disk().open(next.name(), FileMethod.FDATASYNC)) {
        MemorySegment seal = arena.allocate(EntryHeader.BYTES, EntryHeader.ALIGNMENT_BYTES);
        EntryHeader.begin(seal, 0, EntryType.SEAL, lsn, 0, 0);
        new Place(next.header()).seal(seal, 0, lsn, SegmentHeader.BYTES);
        nextFile.write(seal, 0, EntryHeader.BYTES, SegmentHeader.BYTES);
        nextFile.sync();
      }
    } catch (NoSpaceException e) {
      // the log itself is whole, and sealed
    }
  }

  SegmentFiles files() {
    return files;
  }

  /** Ends writing, for a cut: what the background prepared is of the epoch that ends. */
  void abandon() throws IOException {
    Segment prepared = supply.cancel();
    if (prepared != null) {
      segments.add(prepared);
    }
    close();
  }

  @Override
  public void close() throws IOException {
    supply.close();
    for (LogFile old : unsynced) {
      old.close();
    }
    unsynced.clear();
    file.close();
  }
}
