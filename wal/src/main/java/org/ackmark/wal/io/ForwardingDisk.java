package org.ackmark.wal.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A disk that hands every call on to another: the base of those that watch a disk or break one of
 * its promises. As thread-safe as the disk below.
 */
public class ForwardingDisk implements Disk {
  private final Disk below;

  /** Hands on to {@code below}. */
  protected ForwardingDisk(Disk below) {
    this.below = below;
  }

  /**
   * What is given out instead of a file of the disk below; that file itself unless this is
   * overridden.
   *
   * @throws IOException when the caller is not to have it; {@code file} is then closed
   */
  protected LogFile wrap(LogFile file, String name, FileMethod method) throws IOException {
    return file;
  }

  @Override
  public List<String> list() throws IOException {
    return below.list();
  }

  @Override
  public LogFile create(String name, FileMethod method) throws IOException {
    return wrapped(below.create(name, method), name, method);
  }

  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    return wrapped(below.open(name, method), name, method);
  }

  private LogFile wrapped(LogFile file, String name, FileMethod method) throws IOException {
    try {
      return wrap(file, name, method);
    } catch (IOException | RuntimeException | Error e) {
      try (file) {
        throw e;
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    below.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    below.delete(name);
  }

  @Override
  public void sync() throws IOException {
    below.sync();
  }

  @Override
  public Closeable lock() throws IOException {
    return below.lock();
  }

  @Override
  public int blockBytes() {
    return below.blockBytes();
  }

  @Override
  public String toString() {
    return below.toString();
  }
}
