package org.ackmark.wal.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A file that hands every call on to another; as thread-safe as that. */
public class ForwardingFile implements LogFile {
  private final LogFile below;

  /** Hands on to {@code below}. */
  protected ForwardingFile(LogFile below) {
    this.below = below;
  }

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
