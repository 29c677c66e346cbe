package org.ackmark.wal.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.channels.ClosedChannelException;

/** A file reached by {@code pwrite} and {@code pread}; safe for concurrent use. */
final class PosixFile implements LogFile {
  private final String path;
  private final FileMethod method;
  private final int fd;
  private final int readFd; // a direct descriptor can't read at any offset; this one is buffered
  private volatile boolean closed; // set once, guarded by this

  PosixFile(String path, FileMethod method, int creationFlags) throws IOException {
    this.path = path;
    this.method = method;
    this.fd = LibC.open(path, LibC.O_RDWR | creationFlags | flags(method));
    this.readFd = method.direct() ? openForReading() : fd;
  }

  private int openForReading() throws IOException {
    try {
      return LibC.open(path, LibC.O_RDONLY);
    } catch (IOException e) {
      LibC.close(fd, path);
      throw e;
    }
  }

  private static int flags(FileMethod method) {
    return (method.direct() ? LibC.O_DIRECT : 0) | (method.syncsOnWrite() ? LibC.O_DSYNC : 0);
  }

  @Override
  public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
      throws IOException {
    requireOpen();
    requireNative(source);
    try {
      LibC.pwrite(fd, source.address() + sourceOffset, lengthBytes, fileOffset, path);
    } finally {
      Reference.reachabilityFence(source);
    }
  }

  @Override
  public long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
      throws IOException {
    requireOpen();
    requireNative(target);
    try {
      return LibC.pread(readFd, target.address() + targetOffset, lengthBytes, fileOffset, path);
    } finally {
      Reference.reachabilityFence(target);
    }
  }

  // A closed descriptor's number may by now belong to another file.
  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private static void requireNative(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("segment=" + segment + ": not native memory");
    }
  }

  @Override
  public void sync() throws IOException {
    requireOpen();
    switch (method) {
      case FSYNC -> LibC.fsync(fd, path);
      case FDATASYNC, DIRECT -> LibC.fdatasync(fd, path);
      case DSYNC, DIRECT_DSYNC -> {}
      case MAPPED -> throw new IllegalStateException("method=" + method);
    }
  }

  @Override
  public long sizeBytes() throws IOException {
    return LibC.size(fd, path);
  }

  @Override
  public void resize(long sizeBytes) throws IOException {
    LibC.ftruncate(fd, sizeBytes, path);
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true; // a failed close(2) has released the descriptor all the same
    if (readFd != fd) {
      LibC.close(readFd, path);
    }
    LibC.close(fd, path);
  }

  @Override
  public String toString() {
    return path;
  }
}
