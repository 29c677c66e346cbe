package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open segment of a replica's log, whose syncs are held until they are let go, one by one, or
 * fail. It takes the place of the {@link FileChannel} inside Ratis: {@code
 * SegmentedRaftLog.fileLogWorker.out.out.fileChannel}.
 */
final class HeldForces extends FileChannel {
  private final FileChannel file;
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Semaphore permits = new Semaphore(0);
  private volatile boolean failing;

  private HeldForces(FileChannel file) {
    this.file = file;
  }

  /** From now on the replica's syncs are held. */
  static HeldForces in(RatisReplica replica) throws ReflectiveOperationException {
    Object log = replica.division().getRaftLog();
    Object channel = value(value(value(log, "fileLogWorker"), "out"), "out");
    Field field = field(channel, "fileChannel");
    HeldForces held = new HeldForces((FileChannel) field.get(channel));
    field.set(channel, held);
    return held;
  }

  private static Object value(Object owner, String name) throws ReflectiveOperationException {
    return field(owner, name).get(owner);
  }

  private static Field field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Lets that many syncs go, now or later. */
  void release(int forces) {
    permits.release(forces);
  }

  /** Holds no sync any more. */
  void releaseAll() {
    permits.release(Integer.MAX_VALUE / 2);
  }

  /** What is held, and what comes, fails when it is let go; or no more. */
  void fail(boolean value) {
    failing = value;
  }

  /** Writes so far. */
  int writes() {
    return writes.get();
  }

  /** Syncs that were asked for. */
  int begun() {
    return begun.get();
  }

  /** Syncs that have returned or failed. */
  int ended() {
    return ended.get();
  }

  @Override
  public void force(boolean metaData) throws IOException {
    begun.incrementAndGet();
    permits.acquireUninterruptibly();
    try {
      if (failing) {
        throw new IOException("Input/output error");
      }
      file.force(metaData);
    } finally {
      ended.incrementAndGet();
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int bytes = file.write(source);
    writes.incrementAndGet();
    return bytes;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return file.write(sources, offset, length);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return file.write(source, position);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return file.read(targets, offset, length);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return file.transferFrom(source, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return file.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return file.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
