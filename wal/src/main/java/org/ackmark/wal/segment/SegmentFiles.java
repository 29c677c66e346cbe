package org.ackmark.wal.segment;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.format.BadHeaderException;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.format.SegmentName;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * Makes segment files, and takes them away. A file gets its final name only when its blocks and its
 * header are durable, and that name is durable before {@link #make} returns: so a bad header under
 * a final name is damage, never a crash.
 *
 * <p>Thread-safe; calls block for the device.
 */
final class SegmentFiles {
  private static final int ZEROS_BYTES = 1 << 20;

  private final Disk disk;
  private final long segmentBytes;
  private final Preallocation preallocation;
  private final int maxSpares;
  private final Deque<String> spares = new ArrayDeque<>(); // guarded by this

  SegmentFiles(Disk disk, long segmentBytes, Preallocation preallocation, int maxSpares) {
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.preallocation = preallocation;
    this.maxSpares = maxSpares;
  }

  /**
   * Makes the segment that {@code header} describes, with room for an entry of {@code entryBytes}.
   */
  Segment make(SegmentHeader header, long entryBytes) throws IOException {
    long sizeBytes = Math.max(segmentBytes, blocks(SegmentHeader.BYTES + entryBytes));
    boolean recycled = takeSpare(SegmentName.unfinished(header.number()));
    return make(header, recycled, file -> allocate(file, sizeBytes));
  }

  /** Makes a segment that has no room: it can tell something of those before it, and no more. */
  Segment makeShort(SegmentHeader header) throws IOException {
    return make(header, false, file -> {});
  }

  private interface Allocation {
    void of(LogFile file) throws IOException;
  }

  private Segment make(SegmentHeader header, boolean recycled, Allocation allocation)
      throws IOException {
    String name = SegmentName.unfinished(header.number());
    try (LogFile file = recycled ? disk.open(name, FileMethod.FDATASYNC) : replace(name)) {
      allocation.of(file);
      writeHeader(file, header);
      file.sync();
    } catch (IOException e) {
      deleteAfter(e, name);
      throw e;
    }
    disk.rename(name, SegmentName.segment(header.number()));
    disk.sync();
    return new Segment(header);
  }

  private LogFile replace(String name) throws IOException {
    if (disk.list().contains(name)) { // left by a crash, or by a try that met a full disk
      disk.delete(name);
    }
    return disk.create(name, FileMethod.FDATASYNC);
  }

  private void deleteAfter(IOException cause, String name) {
    try {
      disk.delete(name); // a full disk gets its blocks back
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private synchronized boolean takeSpare(String name) throws IOException {
    String spare = spares.poll();
    if (spare == null) {
      return false;
    }
    disk.rename(spare, name);
    return true;
  }

  private void allocate(LogFile file, long sizeBytes) throws IOException {
    switch (preallocation) {
      case APPEND -> {}
      case SPARSE -> file.resize(sizeBytes);
      case ZERO_FILLED, RECYCLED -> fillWithZeros(file, file.sizeBytes(), sizeBytes);
    }
  }

  /** Extends a file by written zeros, synced, so that later syncs commit data only. */
  static void fillWithZeros(LogFile file, long fromBytes, long toBytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment zeros = arena.allocate(ZEROS_BYTES, SegmentHeader.BYTES);
      for (long at = fromBytes; at < toBytes; at += ZEROS_BYTES) {
        file.write(zeros, 0, Math.min(ZEROS_BYTES, toBytes - at), at);
      }
    }
    if (toBytes > fromBytes) {
      file.sync();
    }
  }

  private static void writeHeader(LogFile file, SegmentHeader header) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      file.write(header.encode(arena), 0, SegmentHeader.BYTES, 0);
    }
  }

  /** Takes a segment out of the log: kept for recycling where that is wanted, else deleted. */
  synchronized void retire(Segment segment) throws IOException {
    if (preallocation != Preallocation.RECYCLED || spares.size() >= maxSpares) {
      disk.delete(segment.name());
      return;
    }
    String spare = SegmentName.spare(segment.number());
    disk.rename(segment.name(), spare);
    disk.sync(); // its old name must be gone before its header changes
    spares.add(spare);
  }

  /**
   * Adopts the spares that an earlier opening left, those that are whole; deletes the others, and
   * what was left in the making.
   *
   * <p>Had the sync failed that was to make a segment's new name durable, then its old one may come
   * back, and a sync that succeeds now would prove nothing. So the renaming is done again.
   *
   * @param names all files of the directory
   */
  synchronized void adopt(Collection<String> names) throws IOException {
    for (String name : names) {
      if (SegmentName.isUnfinished(name)) {
        disk.delete(name);
      } else if (SegmentName.spareNumber(name).isPresent()) {
        adopt(name);
      }
    }
    if (!spares.isEmpty()) {
      disk.sync();
    }
  }

  private void adopt(String spare) throws IOException {
    boolean wanted = preallocation == Preallocation.RECYCLED && spares.size() < maxSpares;
    if (wanted && isWhole(spare)) {
      renameAgain(spare);
      spares.add(spare);
    } else {
      disk.delete(spare);
    }
  }

  private void renameAgain(String spare) throws IOException {
    if (wasSegment(spare)) {
      String old = SegmentName.segment(SegmentName.spareNumber(spare).orElseThrow());
      disk.rename(spare, old);
      disk.rename(old, spare);
    }
  }

  private boolean isWhole(String spare) throws IOException {
    try (LogFile file = disk.open(spare, FileMethod.FDATASYNC)) {
      return file.sizeBytes() == segmentBytes;
    }
  }

  /** Whether it may have had the name that goes with its number: its header says so. */
  private boolean wasSegment(String spare) throws IOException {
    try {
      return Recovery.readHeader(disk, spare).number()
          == SegmentName.spareNumber(spare).orElseThrow();
    } catch (BadHeaderException e) {
      return false; // it never was one
    }
  }

  Disk disk() {
    return disk;
  }

  /** The largest entry that a segment of the usual size holds. */
  long roomBytes() {
    return segmentBytes - SegmentHeader.BYTES;
  }

  private static long blocks(long bytes) {
    return EntryCursor.alignUp(bytes, SegmentHeader.BYTES);
  }
}
