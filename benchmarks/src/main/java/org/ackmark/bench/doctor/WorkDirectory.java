package org.ackmark.bench.doctor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.DirectoryException.Reason;
import org.ackmark.bench.env.UsableDirectory;

/**
 * The directory that a run works in, claimed for this process until it is closed. A marker file in
 * it says that it is ackmark's, and names every folder that was made there; what a killed run left
 * is deleted by the next, and nothing but those folders ever is. Safe for concurrent use.
 */
public final class WorkDirectory implements AutoCloseable {
  /** Its name below the current directory when none was chosen. */
  public static final String DEFAULT_NAME = "ackmark-data";

  static final String LOCK_NAME = ".ackmark-lock";
  private static final String FRESH_FILE_SYSTEM = "lost+found";

  /** A second claim must not open the lock's file: closing it would drop this process's lock. */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final Marker marker;
  private final List<String> cleaned;

  private WorkDirectory(Path path, FileChannel lock, Marker marker, List<String> cleaned) {
    this.path = path;
    this.lock = lock;
    this.marker = marker;
    this.cleaned = List.copyOf(cleaned);
  }

  /**
   * Claims a directory, making it if its parent exists, and deletes what a killed run left in it.
   *
   * @throws DirectoryException when it can't be used, is in use, or holds files of somebody else
   */
  public static WorkDirectory claim(Path directory) throws IOException {
    Path path = prepared(directory);
    if (!CLAIMED.add(path)) {
      throw inUse(directory);
    }
    FileChannel lock = null;
    try {
      refuseForeign(path, Marker.folders(path));
      lock = locked(path, directory);
      Marker marker = Marker.open(path);
      return new WorkDirectory(path, lock, marker, marker.deleteFolders());
    } catch (IOException | RuntimeException e) {
      CLAIMED.remove(path);
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  private static Path prepared(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (!Files.exists(absolute) && parent != null && Files.isDirectory(parent)) {
      UsableDirectory.check(parent, 0);
      Files.createDirectory(absolute);
    }
    UsableDirectory.check(directory, 0);
    return absolute.toRealPath();
  }

  private static void refuseForeign(Path path, List<String> folders) throws IOException {
    List<String> foreign = new ArrayList<>();
    try (var entries = Files.list(path)) {
      entries.map(p -> p.getFileName().toString()).sorted().forEach(foreign::add);
    }
    foreign.removeIf(name -> ours(name) || folders.contains(name));
    if (!foreign.isEmpty()) {
      throw new DirectoryException(
          Reason.FOREIGN_FILES,
          path
              + " holds files that are not ackmark's ("
              + String.join(", ", foreign.subList(0, Math.min(3, foreign.size())))
              + (foreign.size() > 3 ? ", …" : "")
              + "); use a folder of its own, such as "
              + path.resolve(DEFAULT_NAME));
    }
  }

  /** Marker and lock, and the file by which another claim just looks whether it can write. */
  private static boolean ours(String name) {
    return name.startsWith(Marker.NAME) || name.equals(FRESH_FILE_SYSTEM);
  }

  private static FileChannel locked(Path path, Path asked) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(asked);
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static DirectoryException inUse(Path directory) {
    return new DirectoryException(
        Reason.IN_USE, directory + " is in use by another ackmark; wait for it, or use another");
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  /** Names of the folders that a killed run had left, deleted by the claim. */
  public List<String> cleaned() {
    return cleaned;
  }

  /**
   * Makes an empty folder, to be deleted when this is closed or, if the process dies, by the next.
   *
   * @param name lower-case letters, digits, dots and dashes
   */
  public Path folder(String name) throws IOException {
    return marker.makeFolder(name);
  }

  /** Makes sure of room for that many bytes. */
  public void requireFree(long bytes) throws DirectoryException {
    UsableDirectory.check(path, bytes);
  }

  /** Deletes the folders and gives the directory up; the marker stays. */
  @Override
  public void close() throws IOException {
    try (lock) {
      marker.deleteFolders();
    } finally {
      CLAIMED.remove(path);
    }
  }
}
