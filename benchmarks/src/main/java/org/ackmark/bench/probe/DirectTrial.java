package org.ackmark.bench.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;

/**
 * Whether a file system takes {@code O_DIRECT}. Taking it proves no disk: tmpfs takes it too since
 * Linux 6.6.
 */
public final class DirectTrial {
  private static final String FILE_NAME = ".ackmark-direct-trial";

  private DirectTrial() {}

  /** Why the directory's file system refuses it; empty if it takes it. */
  public static Optional<String> refusal(Path directory) throws IOException {
    Disk disk = new PosixDisk(directory);
    if (disk.list().contains(FILE_NAME)) {
      disk.delete(FILE_NAME);
    }
    try (LogFile file = disk.create(FILE_NAME, FileMethod.DIRECT)) {
      int blockBytes = disk.blockBytes();
      file.write(new Payload(blockBytes).next(), 0, blockBytes, 0);
      return Optional.empty();
    } catch (InvalidArgumentException e) {
      return Optional.of(e.getMessage());
    } finally {
      if (disk.list().contains(FILE_NAME)) {
        disk.delete(FILE_NAME); // open(2) makes the file before it refuses the flag
      }
    }
  }
}
