package org.ackmark.wal.segment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.format.SegmentName;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/** The files of a closed log, laid hands on; whatever is done to them is durable. */
final class Raw {
  private Raw() {}

  /** Names of the segments, by number. */
  static List<String> segments(Disk disk) throws IOException {
    return disk.list().stream()
        .filter(name -> SegmentName.segmentNumber(name).isPresent())
        .sorted()
        .toList();
  }

  /** Returns when the log's background has named that segment; the test's time limit ends this. */
  static void awaitSegment(Disk disk, long number) throws Exception {
    while (!disk.list().contains(SegmentName.segment(number))) {
      Thread.sleep(1);
    }
  }

  /** A new file of these bytes; replaces one of that name. */
  static void put(Disk disk, String name, byte[] bytes) throws IOException {
    if (disk.list().contains(name)) {
      disk.delete(name);
    }
    try (LogFile file = disk.create(name, FileMethod.FDATASYNC)) {
      write(file, 0, bytes);
    }
    disk.sync();
  }

  static void write(Disk disk, String name, long offset, byte[] bytes) throws IOException {
    try (LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      write(file, offset, bytes);
    }
  }

  private static void write(LogFile file, long offset, byte[] bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(1, bytes.length), 4096);
      MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
      file.write(memory, 0, bytes.length, offset);
      file.sync();
    }
  }

  static void delete(Disk disk, String name) throws IOException {
    disk.delete(name);
    disk.sync();
  }

  static void swap(Disk disk, String one, String other) throws IOException {
    disk.rename(one, "aside");
    disk.rename(other, one);
    disk.rename("aside", other);
    disk.sync();
  }

  static SegmentHeader header(Disk disk, String name) throws Exception {
    return Recovery.readHeader(disk, name);
  }

  static void putHeader(Disk disk, String name, SegmentHeader header) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      write(disk, name, 0, header.encode(arena).toArray(JAVA_BYTE));
    }
  }
}
