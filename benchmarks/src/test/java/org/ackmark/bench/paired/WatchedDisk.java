package org.ackmark.bench.paired;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/** A disk that tells of every sync of a file. */
record WatchedDisk(Disk below, Runnable synced) implements Disk {
  @Override
  public List<String> list() throws IOException {
    return below.list();
  }

  @Override
  public LogFile create(String name, FileMethod method) throws IOException {
    return new WatchedFile(below.create(name, method), synced);
  }

  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    return new WatchedFile(below.open(name, method), synced);
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

  private record WatchedFile(LogFile below, Runnable synced) implements LogFile {
    @Override
    public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
        throws IOException {
      below.write(source, sourceOffset, lengthBytes, fileOffset);
    }

    @Override
    public long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
        throws IOException {
      return below.read(target, targetOffset, lengthBytes, fileOffset);
    }

    @Override
    public void sync() throws IOException {
      synced.run();
      below.sync();
    }

    @Override
    public long sizeBytes() throws IOException {
      return below.sizeBytes();
    }

    @Override
    public void resize(long sizeBytes) throws IOException {
      below.resize(sizeBytes);
    }

    @Override
    public void close() throws IOException {
      below.close();
    }
  }
}
