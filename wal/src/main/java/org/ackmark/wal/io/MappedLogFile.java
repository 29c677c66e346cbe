package org.ackmark.wal.io;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * A file written by storing into a mapping of the whole file, which chronicle-bytes makes. It must
 * have all its blocks: a store into a hole of a full file system is a fault, not an error code.
 *
 * <p>The sync is our own {@code msync} over the pages stored to since the last one: the library's
 * only logs an error. Safe for concurrent use.
 */
final class MappedLogFile implements LogFile {
  private static final long PAGE_BYTES = 4096;

  private final PosixFile file;
  private final MappedBytes bytes;
  private final long address;
  private final long sizeBytes;

  private final Object syncing = new Object();

  // guarded by this: the range stored to since the last sync began
  private long dirtyFrom = Long.MAX_VALUE;
  private long dirtyTo;

  private MappedLogFile(PosixFile file, MappedBytes bytes, long sizeBytes) {
    this.file = file;
    this.bytes = bytes;
    this.address = bytes.addressForWrite(0);
    this.sizeBytes = sizeBytes;
  }

  /** Maps an open file, which it takes over. */
  static LogFile over(PosixFile file, String path) throws IOException {
    try {
      long sizeBytes = file.sizeBytes();
      MappedBytes bytes = MappedBytes.singleMappedBytes(new File(path), sizeBytes);
      bytes.singleThreadedCheckDisabled(true);
      return new MappedLogFile(file, bytes, sizeBytes);
    } catch (NoClassDefFoundError e) {
      file.close();
      throw new IOException(
          "mapped files need chronicle-bytes on the class path, which lacks " + e.getMessage(), e);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
      throws IOException {
    if (fileOffset + lengthBytes > sizeBytes) {
      throw new IOException(
          "store " + file + ": end=" + (fileOffset + lengthBytes) + " mappedBytes=" + sizeBytes);
    }
    try {
      UnsafeMemory.copyMemory(
          source.address() + sourceOffset, address + fileOffset, Math.toIntExact(lengthBytes));
    } finally {
      Reference.reachabilityFence(source);
    }
    touch(fileOffset, fileOffset + lengthBytes);
  }

  private synchronized void touch(long from, long to) {
    dirtyFrom = Math.min(dirtyFrom, from);
    dirtyTo = Math.max(dirtyTo, to);
  }

  @Override
  public long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
      throws IOException {
    return file.read(target, targetOffset, lengthBytes, fileOffset); // the same pages
  }

  @Override
  public void sync() throws IOException {
    synchronized (syncing) { // a second sync must not return before the first has flushed its range
      long from;
      long to;
      synchronized (this) {
        from = dirtyFrom & -PAGE_BYTES;
        to = dirtyTo;
        dirtyFrom = Long.MAX_VALUE;
        dirtyTo = 0;
      }
      if (to > from) {
        LibC.msync(address + from, to - from, file.toString());
      }
    }
  }

  @Override
  public long sizeBytes() throws IOException {
    return file.sizeBytes();
  }

  @Override
  public void resize(long newSizeBytes) throws IOException {
    throw new IOException("resize " + file + ": a mapped file keeps its size");
  }

  @Override
  public void close() throws IOException {
    try {
      bytes.releaseLast();
    } finally {
      file.close();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
