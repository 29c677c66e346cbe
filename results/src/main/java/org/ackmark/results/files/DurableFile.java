package org.ackmark.results.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.ackmark.results.ResultsException;

/**
 * Files that are there as a whole, synced, or not at all. Safe for threads with different files.
 */
public final class DurableFile {
  private DurableFile() {}

  /**
   * Puts those bytes in place of what the file held, even if the caller is interrupted.
   *
   * @throws ResultsException if it can't be written
   */
  public static void replace(Path file, byte[] bytes) {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      writeSynced(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }

  /** A stream, not a channel: an interrupt of the caller must not close it half-way. */
  private static void writeSynced(Path file, byte[] bytes) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    }
  }

  /** There is only a channel for a directory, so an interrupt waits until it is done. */
  static void syncDirectory(Path directory) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
