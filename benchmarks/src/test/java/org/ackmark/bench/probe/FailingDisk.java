package org.ackmark.bench.probe;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;

/** A directory in which a call fails once as many have succeeded as are allowed. */
final class FailingDisk implements Disk {
  private final Disk disk;
  private final AtomicInteger writesLeft;
  private final AtomicInteger syncsLeft;
  private final boolean direct;

  private FailingDisk(Path directory, int writes, int syncs, boolean direct) throws IOException {
    this.disk = new PosixDisk(directory);
    this.writesLeft = new AtomicInteger(writes);
    this.syncsLeft = new AtomicInteger(syncs);
    this.direct = direct;
  }

  static FailingDisk afterWrites(Path directory, int writes) throws IOException {
    return new FailingDisk(directory, writes, Integer.MAX_VALUE, true);
  }

  static FailingDisk afterSyncs(Path directory, int syncs) throws IOException {
    return new FailingDisk(directory, Integer.MAX_VALUE, syncs, true);
  }

  static FailingDisk withoutDirect(Path directory) throws IOException {
    return new FailingDisk(directory, Integer.MAX_VALUE, Integer.MAX_VALUE, false);
  }

  @Override
  public List<String> list() throws IOException {
    return disk.list();
  }

  @Override
  public LogFile create(String name, FileMethod method) throws IOException {
    return wrap(disk.create(name, method), method);
  }

  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    return wrap(disk.open(name, method), method);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void sync() throws IOException {
    disk.sync();
  }

  @Override
  public Closeable lock() throws IOException {
    return disk.lock();
  }

  @Override
  public int blockBytes() {
    return disk.blockBytes();
  }

  @Override
  public String toString() {
    return disk.toString();
  }

  private LogFile wrap(LogFile file, FileMethod method) throws IOException {
    if (method.direct() && !direct) {
      file.close();
      throw new InvalidArgumentException("open: Invalid argument");
    }
    return new FailingFile(file);
  }

  private final class FailingFile implements LogFile {
    private final LogFile file;

    FailingFile(LogFile file) {
      this.file = file;
    }

    @Override
    public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
        throws IOException {
      if (writesLeft.getAndDecrement() <= 0) {
        throw new IOException("pwrite: Input/output error (errno=5)");
      }
      file.write(source, sourceOffset, lengthBytes, fileOffset);
    }

    @Override
    public long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
        throws IOException {
      return file.read(target, targetOffset, lengthBytes, fileOffset);
    }

    @Override
    public void sync() throws IOException {
      if (syncsLeft.getAndDecrement() <= 0) {
        throw new IOException("fdatasync: Input/output error (errno=5)");
      }
      file.sync();
    }

    @Override
    public long sizeBytes() throws IOException {
      return file.sizeBytes();
    }

    @Override
    public void resize(long sizeBytes) throws IOException {
      file.resize(sizeBytes);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
