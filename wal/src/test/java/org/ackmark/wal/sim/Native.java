package org.ackmark.wal.sim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/** Whole-array reads and writes for tests, over block-aligned native memory. */
final class Native {
  static final int BLOCK = 4096;

  private Native() {}

  static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static void write(LogFile file, byte[] bytes, long fileOffset) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(bytes.length, BLOCK);
      MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
      file.write(memory, 0, bytes.length, fileOffset);
    }
  }

  /** What a read finds; shorter than asked at the end of the file. */
  static byte[] read(LogFile file, long fileOffset, int length) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(1, length), BLOCK);
      int n = (int) file.read(memory, 0, length, fileOffset);
      return memory.asSlice(0, n).toArray(JAVA_BYTE);
    }
  }

  /** Makes a file of these bytes, all durable, and returns a handle of the method. */
  static LogFile durableFile(Disk disk, String name, byte[] bytes, FileMethod method)
      throws IOException {
    try (LogFile file = disk.create(name, FileMethod.FDATASYNC)) {
      write(file, bytes, 0);
      file.sync();
    }
    disk.sync();
    return disk.open(name, method);
  }
}
