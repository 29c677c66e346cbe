package org.ackmark.bench.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/** Makes a file whose blocks are all written, with zeros, and synced. */
public final class ZeroedFile {
  private static final long CHUNK_BYTES = 1 << 20;

  private ZeroedFile() {}

  /** Durable, with its name, when this returns. */
  public static void create(Disk disk, String name, long fileBytes) throws IOException {
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.create(name, FileMethod.FDATASYNC)) {
      MemorySegment zeros = arena.allocate(CHUNK_BYTES);
      for (long at = 0; at < fileBytes; at += CHUNK_BYTES) {
        file.write(zeros, 0, Math.min(CHUNK_BYTES, fileBytes - at), at);
      }
      file.sync();
    }
    disk.sync();
  }
}
