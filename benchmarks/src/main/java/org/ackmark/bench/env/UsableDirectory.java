package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Whether files can be made in a directory, found by making one: permission bits lie to root. */
public final class UsableDirectory {
  private static final String NAME_PREFIX = ".ackmark-";

  private UsableDirectory() {}

  /**
   * Makes sure that {@code bytes} can be written in {@code directory}; blocks for the disk.
   *
   * @throws DirectoryException when they can't
   */
  public static void check(Path directory, long bytes) throws DirectoryException {
    if (!Files.exists(directory)) {
      throw new DirectoryException(
          DirectoryException.Reason.MISSING,
          directory + " does not exist; create it on the disk to be measured");
    }
    if (!Files.isDirectory(directory)) {
      throw new DirectoryException(
          DirectoryException.Reason.NOT_A_DIRECTORY,
          directory + " is not a directory; name a folder on the disk to be measured");
    }
    makeFile(directory);
    checkSpace(directory, bytes);
  }

  private static void makeFile(Path directory) throws DirectoryException {
    try {
      Path file = Files.createTempFile(directory, NAME_PREFIX, ".tmp");
      Files.write(file, new byte[1]);
      Files.delete(file);
    } catch (IOException e) {
      DirectoryException refused =
          new DirectoryException(
              DirectoryException.Reason.READ_ONLY,
              "no file can be made in " + directory + " (" + cause(e) + "); choose another");
      refused.initCause(e);
      throw refused;
    }
  }

  private static String cause(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "its file system takes none";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage();
    };
  }

  private static void checkSpace(Path directory, long bytes) throws DirectoryException {
    long free;
    try {
      FileStore store = Files.getFileStore(directory);
      free = store.getUsableSpace();
    } catch (IOException e) {
      return; // not told: writing will show
    }
    if (free < bytes) {
      throw new DirectoryException(
          DirectoryException.Reason.TOO_SMALL,
          String.format(
              Locale.ROOT,
              "%s has %d MiB free and %d MiB are needed; free some or choose another",
              directory,
              free >> 20,
              (bytes >> 20) + 1));
    }
  }
}
