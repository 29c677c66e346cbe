package org.ackmark.wal.sim;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;

/** One handle of a simulated file; checks what the kernel would check. Safe for concurrent use. */
final class SimFile implements LogFile {
  private final Volume volume;
  private final Inode inode;
  private final FileMethod method;
  private final long mappedBytes; // beyond it there is no mapping
  private final ReentrantLock msync = new ReentrantLock();
  private boolean closed; // guarded by this, as is all below
  private long dirtyFrom = Long.MAX_VALUE; // the range stored to since the last msync began
  private long dirtyTo;

  SimFile(Volume volume, Inode inode, FileMethod method) throws IOException {
    this.volume = volume;
    this.inode = inode;
    this.method = method;
    this.mappedBytes = method == FileMethod.MAPPED ? volume.sizeBytes(inode) : Long.MAX_VALUE;
  }

  @Override
  public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
      throws IOException {
    checkRange(source, lengthBytes, fileOffset);
    MemorySegment bytes = source.asSlice(sourceOffset, lengthBytes);
    if (method.direct()) {
      checkAligned("address", bytes.address());
      checkAligned("lengthBytes", lengthBytes);
      checkAligned("fileOffset", fileOffset);
    }
    checkMapped(fileOffset + lengthBytes);
    if (lengthBytes > 0) {
      Operation operation = enter(Operation.Kind.WRITE, fileOffset, lengthBytes);
      volume.write(operation, inode, bytes.toArray(ValueLayout.JAVA_BYTE));
      touch(fileOffset, fileOffset + lengthBytes);
    }
  }

  private synchronized void touch(long from, long to) {
    dirtyFrom = Math.min(dirtyFrom, from);
    dirtyTo = Math.max(dirtyTo, to);
  }

  @Override
  public long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
      throws IOException {
    checkRange(target, lengthBytes, fileOffset);
    MemorySegment bytes = target.asSlice(targetOffset, lengthBytes);
    return volume.read(enter(Operation.Kind.READ, fileOffset, lengthBytes), inode, bytes, 0);
  }

  @Override
  public void sync() throws IOException {
    checkOpen();
    volume.gate().checkAlive();
    if (method == FileMethod.MAPPED) {
      syncMapping();
    } else if (!method.syncsOnWrite()) {
      volume.sync(enter(Operation.Kind.SYNC, 0, 0), inode);
    }
  }

  /** One at a time: a second may not return before the first, which took its range, is done. */
  private void syncMapping() throws IOException {
    msync.lock();
    try {
      long from;
      long to;
      synchronized (this) {
        from = dirtyFrom & -Inode.BLOCK_BYTES;
        to = dirtyTo;
        dirtyFrom = Long.MAX_VALUE;
        dirtyTo = 0;
      }
      if (to > from) {
        volume.sync(enter(Operation.Kind.SYNC, from, to - from), inode);
      }
    } finally {
      msync.unlock();
    }
  }

  @Override
  public long sizeBytes() throws IOException {
    checkOpen();
    return volume.sizeBytes(inode);
  }

  @Override
  public void resize(long sizeBytes) throws IOException {
    checkOpen();
    if (method == FileMethod.MAPPED) {
      throw new IOException("resize " + this + ": a mapped file keeps its size");
    }
    if (sizeBytes < 0) {
      throw new InvalidArgumentException("resize " + this + ": sizeBytes=" + sizeBytes);
    }
    volume.resize(enter(Operation.Kind.RESIZE, 0, sizeBytes), inode);
  }

  /** Gives the handle back, also on a dead disk; makes nothing durable and loses nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      volume.closed(inode);
    }
  }

  private Operation enter(Operation.Kind kind, long offset, long lengthBytes) throws IOException {
    return volume.gate().enter(kind, inode.name(), method, offset, lengthBytes);
  }

  private synchronized void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private void checkRange(MemorySegment memory, long lengthBytes, long fileOffset)
      throws IOException {
    checkOpen();
    if (!memory.isNative()) {
      throw new IllegalArgumentException("memory=" + memory + ": files take native memory");
    }
    if (lengthBytes < 0 || fileOffset < 0) {
      throw new InvalidArgumentException(
          this + ": lengthBytes=" + lengthBytes + " fileOffset=" + fileOffset);
    }
  }

  private void checkMapped(long end) throws IOException {
    if (method == FileMethod.MAPPED && end > Math.min(mappedBytes, sizeBytes())) {
      throw new IOException("store " + this + ": end=" + end + " mappedBytes=" + mappedBytes);
    }
  }

  private void checkAligned(String what, long value) throws InvalidArgumentException {
    if (value % Inode.BLOCK_BYTES != 0) {
      throw new InvalidArgumentException(
          "write " + this + ": " + what + "=" + value + " is misaligned (method=" + method + ")");
    }
  }

  @Override
  public String toString() {
    return volume.label() + "/" + inode.name();
  }
}
