package org.ackmark.wal.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A directory of the real file system. */
public final class PosixDisk implements Disk {
  /** The lock's file; it holds nothing and is never deleted. */
  public static final String LOCK_NAME = "LOCK";

  /** Serves every device in use: logical blocks are 512 B or 4 KiB. */
  private static final int BLOCK_BYTES = 4096;

  /**
   * What this process has locked. To open and close the lock's file a second time would release the
   * lock: the system counts such locks by process, not by descriptor (fcntl(2)).
   */
  private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;

  /**
   * Opens a directory, creating it (not its parents) when missing.
   *
   * @throws NotDirectoryException when the path is something else
   */
  public PosixDisk(Path directory) throws IOException {
    this.directory = directory;
    if (!Files.exists(directory)) {
      Files.createDirectory(directory);
      syncDirectory(directory.toAbsolutePath().getParent());
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).map(p -> p.getFileName().toString()).toList();
    }
  }

  @Override
  public LogFile create(String name, FileMethod method) throws IOException {
    return open(name, method, LibC.O_CREAT | LibC.O_EXCL);
  }

  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    return open(name, method, 0);
  }

  private LogFile open(String name, FileMethod method, int flags) throws IOException {
    String path = directory.resolve(name).toString();
    PosixFile file =
        new PosixFile(path, method == FileMethod.MAPPED ? FileMethod.FDATASYNC : method, flags);
    return method == FileMethod.MAPPED ? MappedLogFile.over(file, path) : file;
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(directory.resolve(name));
  }

  @Override
  public void sync() throws IOException {
    syncDirectory(directory);
  }

  private static void syncDirectory(Path directory) throws IOException {
    String path = directory.toString();
    int fd = LibC.open(path, LibC.O_RDONLY);
    try {
      LibC.fsync(fd, path);
    } finally {
      LibC.close(fd, path);
    }
  }

  @Override
  public Closeable lock() throws IOException {
    Path real = directory.toRealPath();
    if (!LOCKED_HERE.add(real)) {
      throw inUse();
    }
    try {
      return lockAgainstOthers(real);
    } catch (IOException | RuntimeException | Error e) {
      LOCKED_HERE.remove(real);
      throw e;
    }
  }

  private Closeable lockAgainstOthers(Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse();
    }
    return () -> {
      channel.close();
      LOCKED_HERE.remove(real);
    };
  }

  private LogLockedException inUse() {
    return new LogLockedException(
        "directory=" + directory + " is in use by another log or process (its file LOCK is held)");
  }

  @Override
  public int blockBytes() {
    return BLOCK_BYTES;
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
