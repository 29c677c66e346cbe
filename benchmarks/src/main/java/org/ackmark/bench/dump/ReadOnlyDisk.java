package org.ackmark.bench.dump;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * A directory whose files can be read and nothing else: a segment on a file system that is mounted
 * read-only, or of another user. An interrupt closes a file.
 */
record ReadOnlyDisk(Path directory) implements Disk {
  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    return new ReadOnlyFile(FileChannel.open(directory.resolve(name), StandardOpenOption.READ));
  }

  @Override
  public List<String> list() {
    throw refused();
  }

  @Override
  public LogFile create(String name, FileMethod method) {
    throw refused();
  }

  @Override
  public void rename(String from, String to) {
    throw refused();
  }

  @Override
  public void delete(String name) {
    throw refused();
  }

  @Override
  public void sync() {
    throw refused();
  }

  @Override
  public Closeable lock() {
    throw refused();
  }

  @Override
  public int blockBytes() {
    throw refused();
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("files are only read here");
  }

  /** One file. */
  private record ReadOnlyFile(FileChannel channel) implements LogFile {
    @Override
    public long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
        throws IOException {
      ByteBuffer buffer = target.asSlice(targetOffset, lengthBytes).asByteBuffer();
      long at = fileOffset;
      int bytes = 0;
      while (bytes >= 0 && buffer.hasRemaining()) {
        bytes = channel.read(buffer, at);
        at += Math.max(0, bytes);
      }
      return buffer.position();
    }

    @Override
    public long sizeBytes() throws IOException {
      return channel.size();
    }

    @Override
    public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset) {
      throw refused();
    }

    @Override
    public void sync() {
      throw refused();
    }

    @Override
    public void resize(long sizeBytes) {
      throw refused();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
