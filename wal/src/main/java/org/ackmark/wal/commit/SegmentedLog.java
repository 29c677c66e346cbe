package org.ackmark.wal.commit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.segment.LogReader;
import org.ackmark.wal.segment.Recovery;

/** The log that every variant with a file is: segments on a disk, and a policy. */
public final class SegmentedLog implements Wal {
  private final Disk disk;
  private final WalOptions options;
  private final Closeable lock;
  private final LogCore core;
  private final Progress progress;
  private final CommitPolicy policy;
  private final IdleMarker idleMarker;
  private final Recovery.Cut recoveryCut;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Held for reading while segments are read, so that they are not recycled meanwhile. */
  private final ReentrantReadWriteLock reading = new ReentrantReadWriteLock();

  private final Object truncation = new Object();

  private volatile long firstLsn;
  private volatile long appendsBeforeCuts; // appends whose LSN a cut took back

  private SegmentedLog(Disk disk, WalOptions options, Closeable lock, Recovery.Opened opened) {
    Recovery.Recovered recovered = opened.recovered();
    this.disk = disk;
    this.options = options;
    this.lock = lock;
    this.firstLsn = recovered.lowWaterLsn();
    this.recoveryCut = recovered.cut();
    this.appendsBeforeCuts = -recovered.lastLsn();
    this.core = new LogCore(options, disk.blockBytes(), opened.writer(), recovered.lastLsn());
    this.progress = core.progress();
    this.policy = policy(core);
    this.idleMarker = new IdleMarker(core);
  }

  private static CommitPolicy policy(LogCore core) {
    return switch (core.options().variant().policy()) {
      case NEVER -> new NeverSync(core);
      case PER_COMMIT -> new PerCommitSync(core);
      case GROUP -> new GroupCommit(core);
      case PIPELINED_GROUP -> new PipelinedGroup(core);
      case INTERVAL -> new IntervalSync(core);
      case NONE -> throw new IllegalArgumentException("variant=" + core.options().variant());
    };
  }

  /**
   * Locks the directory, recovers what it holds, and starts a new epoch.
   *
   * @throws IllegalArgumentException when the files would have to grow, and can't
   * @throws org.ackmark.wal.CorruptLogException when something durable is damaged or missing
   * @throws org.ackmark.wal.io.LogLockedException when the directory is in use
   */
  public static SegmentedLog open(Disk disk, WalOptions options) throws IOException {
    if (options.variant().fileMethod() == FileMethod.MAPPED
        && options.preallocation() == Preallocation.APPEND) {
      throw new IllegalArgumentException(
          "preallocation=APPEND variant=" + options.variant() + ": a mapped file can't grow");
    }
    Closeable lock = disk.lock();
    Recovery.Opened opened = null;
    try {
      opened = Recovery.open(disk, options);
      return new SegmentedLog(disk, options, lock, opened);
    } catch (IOException | RuntimeException | Error e) {
      try (lock) {
        if (opened != null) {
          opened.writer().close();
        }
      }
      throw e;
    }
  }

  @Override
  public long append(ByteBuffer record) throws IOException {
    int length = record.remaining();
    if (length == 0 || length > WalOptions.maxRecordBytes()) {
      throw new IllegalArgumentException("recordBytes=" + length);
    }
    while (true) {
      requireOpen();
      progress.requireWorking();
      long lsn = core.ring().offer(record);
      if (lsn != 0) {
        return lsn;
      }
      policy.makeRoom();
    }
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    requireAppended(lsn);
    requireOpen();
    if (lsn > progress.lsnAt(level)) {
      awaitBeyond(lsn, level);
    }
  }

  private void awaitBeyond(long lsn, Level level) throws IOException, InterruptedException {
    try {
      progress.requireWorking();
      policy.await(lsn, level);
    } catch (IOException e) {
      if (progress.isWorking() || lsn > progress.lsnAt(level)) {
        throw e;
      } // else it was reached before the log ended
    }
  }

  @Override
  public void await(long lsn, Level level, AckListener listener) throws IOException {
    requireAppended(lsn);
    requireOpen();
    if (lsn > progress.lsnAt(level)) {
      progress.requireWorking();
    }
    progress.completions().add(lsn, level, listener);
    if (lsn > progress.lsnAt(level)) {
      policy.listenerAdded(level);
    }
  }

  private void requireAppended(long lsn) {
    if (lsn < 1 || lsn > progress.appendedLsn()) {
      throw new IllegalArgumentException("lsn=" + lsn + " appendedLsn=" + progress.appendedLsn());
    }
  }

  private void requireOpen() throws WalClosedException {
    if (closed.get()) {
      throw new WalClosedException("the log of directory=" + disk + " is closed");
    }
  }

  @Override
  public Level level() {
    return options.variant().level();
  }

  @Override
  public Guarantee guarantee() {
    return options.variant().guarantee();
  }

  @Override
  public long firstLsn() {
    return firstLsn;
  }

  @Override
  public long appendedLsn() {
    return progress.appendedLsn();
  }

  @Override
  public long writtenLsn() {
    return progress.writtenLsn();
  }

  @Override
  public long durableLsn() {
    return progress.durableLsn();
  }

  @Override
  public WalCounters counters() {
    return core.counters(progress.appendedLsn() + appendsBeforeCuts);
  }

  /** What opening this log cut off: a torn tail, or nothing. */
  public Recovery.Cut recoveryCut() {
    return recoveryCut;
  }

  @Override
  public long replay(long fromLsn, RecordVisitor visitor) throws IOException {
    reading.readLock().lock();
    try {
      requireOpen();
      if (fromLsn < firstLsn) {
        throw new IllegalArgumentException("fromLsn=" + fromLsn + " firstLsn=" + firstLsn);
      }
      return new LogReader(disk, core.writer().segments())
          .replay(fromLsn, progress.writtenLsn(), visitor);
    } finally {
      reading.readLock().unlock();
    }
  }

  @Override
  public void truncateBefore(long lsn) throws IOException {
    synchronized (truncation) {
      requireOpen();
      if (lsn > progress.durableLsn() + 1) {
        throw new IllegalArgumentException("lsn=" + lsn + " durableLsn=" + progress.durableLsn());
      }
      if (lsn <= firstLsn) {
        return;
      }
      core.mark(EntryType.LOW_WATER, lsn);
      core.syncMark();
      reading.writeLock().lock();
      try {
        core.retireBelow(lsn);
        firstLsn = lsn;
      } finally {
        reading.writeLock().unlock();
      }
    }
  }

  @Override
  public void truncateAfter(long lsn) throws IOException {
    synchronized (truncation) {
      requireOpen();
      if (lsn < firstLsn - 1 || lsn > progress.appendedLsn()) {
        throw new IllegalArgumentException(
            "lsn=" + lsn + " firstLsn=" + firstLsn + " appendedLsn=" + progress.appendedLsn());
      }
      policy.writeTo(lsn);
      reading.writeLock().lock();
      policy.pause();
      try {
        appendsBeforeCuts += progress.appendedLsn() - lsn;
        core.cutAfter(disk, lsn, firstLsn);
      } finally {
        policy.resume();
        reading.writeLock().unlock();
      }
    }
  }

  @Override
  public void skipTo(long lsn) throws IOException {
    synchronized (truncation) {
      requireOpen();
      if (lsn < firstLsn) {
        throw new IllegalArgumentException("lsn=" + lsn + " firstLsn=" + firstLsn);
      }
      reading.writeLock().lock();
      policy.pause();
      try {
        appendsBeforeCuts += progress.appendedLsn() - (lsn - 1);
        core.skipTo(disk, lsn);
        firstLsn = lsn;
      } finally {
        policy.resume();
        reading.writeLock().unlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    core.ring().close(); // what others are still about to write is in it
    idleMarker.close();
    try (lock;
        Closeable _ = this::closeFiles) {
      policy.close();
      seal();
    } finally {
      progress.completions().close();
    }
  }

  /** Makes all durable; from then on there is nothing that a caller under way could write. */
  private void seal() throws IOException {
    synchronized (truncation) {
      try {
        if (progress.isWorking()) {
          policy.writeTo(progress.appendedLsn());
          core.sync();
          core.mark(EntryType.SEAL, 0);
          core.syncMark();
          core.sealNext();
        }
      } finally {
        progress.end(new WalClosedException("the log of directory=" + disk + " is closed"));
      }
    }
  }

  private void closeFiles() throws IOException {
    reading.writeLock().lock();
    try {
      core.closeFiles();
    } finally {
      reading.writeLock().unlock();
    }
  }

  /** The segments, for tests and tools. */
  List<String> segmentNames() throws IOException {
    return disk.list();
  }
}
