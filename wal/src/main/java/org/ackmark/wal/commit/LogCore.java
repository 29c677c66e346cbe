package org.ackmark.wal.commit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalFailedException;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.segment.Recovery;
import org.ackmark.wal.segment.SegmentWriter;

/**
 * What every policy builds on: writing what was appended, syncing what was written, the watermarks,
 * and failing for good.
 *
 * <p>Two locks, taken in this order: the sync lock, held for the whole of a sync; the I/O lock,
 * held while records move from the ring to a file. So others may write while one syncs. A sync
 * covers what was written before it began, and publishes that LSN when it has returned.
 * Thread-safe.
 */
final class LogCore implements Watermarks {
  private final WalOptions options;
  private final boolean direct;
  private final boolean syncsOnWrite;
  private final int blockBytes;
  private final AppendRing ring;
  private final Waiters waiters = new Waiters();
  private final Completions completions = new Completions(this);

  private final ReentrantLock syncLock = new ReentrantLock();
  private final ReentrantLock ioLock = new ReentrantLock();

  // guarded by ioLock
  private SegmentWriter writer;
  private final StagedGroup staging; // for direct files; else null
  private long markedLsn; // the durable LSN that entries in the log tell of

  private volatile long writtenLsn; // written under ioLock
  private volatile long durableLsn; // written under syncLock, or ioLock when each write is a sync

  private final LongAdder writes = new LongAdder();
  private final LongAdder writtenBytes = new LongAdder();
  private final LongAdder syncs = new LongAdder();
  private final LongAdder rolls = new LongAdder();

  private volatile IOException ended; // set once, guarded by this

  LogCore(WalOptions options, int blockBytes, SegmentWriter writer, long lastLsn) {
    this.options = options;
    this.direct = options.variant().fileMethod().direct();
    this.syncsOnWrite = options.variant().fileMethod().syncsOnWrite();
    this.blockBytes = blockBytes;
    this.ring = new AppendRing(options.bufferBytes(), lastLsn);
    this.staging = direct ? new StagedGroup(options.groupCapBytes(), blockBytes) : null;
    this.writer = writer;
    this.writtenLsn = lastLsn;
    this.durableLsn = lastLsn;
    this.markedLsn = lastLsn;
  }

  WalOptions options() {
    return options;
  }

  AppendRing ring() {
    return ring;
  }

  Waiters waiters() {
    return waiters;
  }

  Completions completions() {
    return completions;
  }

  long appendedLsn() {
    return ring.appendedLsn();
  }

  long writtenLsn() {
    return writtenLsn;
  }

  long durableLsn() {
    return durableLsn;
  }

  /** Once the log has failed only what is durable is acknowledged: the rest may be lost. */
  @Override
  public long lsnAt(Level level) {
    if (ended instanceof WalFailedException) {
      return durableLsn;
    }
    return switch (level) {
      case RECEIVED -> ring.appendedLsn();
      case WRITTEN -> writtenLsn;
      case SYNCED -> durableLsn;
    };
  }

  @Override
  public IOException ended() {
    return ended;
  }

  boolean isWorking() {
    return ended == null;
  }

  /** Throws, for this caller, how the log ended. */
  void requireWorking() throws IOException {
    IOException cause = ended;
    if (cause instanceof WalFailedException) {
      throw new WalFailedException(cause.getMessage(), cause);
    }
    if (cause != null) {
      throw new WalClosedException(cause.getMessage());
    }
  }

  WalCounters counters(long appends) {
    return new WalCounters(appends, writes.sum(), writtenBytes.sum(), syncs.sum(), rolls.sum());
  }

  long writtenBytes() {
    return writtenBytes.sum();
  }

  SegmentWriter writer() {
    return writer;
  }

  int blockBytes() {
    return blockBytes;
  }

  /** Retires the segments wholly below a mark that is durable in the log. */
  void retireBelow(long lsn) {
    ioLock.lock();
    try {
      writer.retireBelow(lsn);
    } finally {
      ioLock.unlock();
    }
  }

  /**
   * Cuts everything above {@code lsn}, which is written. Nothing above it is acknowledged from here
   * on: the sync of what is kept publishes nothing.
   */
  void cutAfter(Disk disk, long lsn, long lowWaterLsn) throws IOException {
    syncLock.lock();
    ioLock.lock();
    try {
      requireWorking();
      for (LogFile file : writer.filesToSync()) {
        file.sync();
        syncs.increment();
      }
      writer = Recovery.cutAfter(disk, options, writer, lsn, lowWaterLsn).writer();
      ring.restartAfter(lsn);
      writtenLsn = lsn;
      durableLsn = lsn;
      markedLsn = lsn;
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    } finally {
      ioLock.unlock();
      syncLock.unlock();
    }
    completions.cutAfter(lsn);
    announce();
  }

  /** Releases the files; nothing is synced. */
  void closeFiles() throws IOException {
    syncLock.lock();
    ioLock.lock();
    try {
      writer.close();
    } finally {
      ioLock.unlock();
      syncLock.unlock();
    }
  }

  /**
   * Writes records in LSN order, those that are published, up to {@code limitLsn} and at most
   * {@code capBytes} (but at least one).
   *
   * @return bytes taken from the ring
   */
  long write(long limitLsn, long capBytes) throws IOException {
    return write(limitLsn, capBytes, Long.MAX_VALUE);
  }

  /** The same, but nothing once {@code totalBytes} were written in all. */
  long write(long limitLsn, long capBytes, long totalBytes) throws IOException {
    ioLock.lock();
    try {
      requireWorking(); // not before: who holds the lock may be about to fail
      long left = totalBytes - writtenBytes();
      long bytes = left <= 0 ? 0 : writeRuns(limitLsn, Math.min(capBytes, left));
      if (bytes > 0 && syncsOnWrite) {
        publishDurable(writtenLsn);
      }
      return bytes;
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  /** Writes until {@code lsn} is written, however much that is. */
  void writeTo(long lsn) throws IOException {
    while (writtenLsn < lsn) {
      requireNotCut(lsn);
      if (write(lsn, Long.MAX_VALUE) == 0) {
        Parking.rest(); // an appender is still copying a record at or below lsn
      }
    }
  }

  void requireNotCut(long lsn) throws IOException {
    if (lsn > ring.appendedLsn()) {
      throw new IOException("lsn=" + lsn + " was cut off the log");
    }
  }

  private long writeRuns(long limitLsn, long capBytes) throws IOException {
    long total = 0;
    while (ring.nextLsn() <= limitLsn
        && ring.hasNext()
        && (total == 0 || total + nextEntryBytes() <= capBytes)) {
      long cap = Math.min(capBytes - total, options.groupCapBytes());
      total += direct ? writeStaged(limitLsn, cap) : writeRun(limitLsn, cap);
    }
    return total;
  }

  private int nextEntryBytes() {
    return EntryHeader.entryBytes(EntryHeader.payloadBytes(ring.memory(), ring.offset()));
  }

  /** Writes, from where they are, records that stand together and fit into the active segment. */
  private long writeRun(long limitLsn, long capBytes) throws IOException {
    MemorySegment memory = ring.memory();
    boolean oversized = ring.nextIsOversized();
    int start = ring.offset();
    int end = start;
    makeRoom(EntryHeader.entryBytes(EntryHeader.payloadBytes(memory, start)));
    long filePosition = writer.position();
    long durable = durableLsn;
    do {
      int entryBytes = EntryHeader.entryBytes(EntryHeader.payloadBytes(memory, end));
      int taken = end - start + entryBytes;
      if (end > start && (taken > capBytes || taken > writer.roomBytes())) {
        break;
      }
      pass(memory, end, entryBytes, durable, filePosition + (end - start));
      end += entryBytes;
    } while (ring.nextLsn() <= limitLsn && ring.hasNext() && ring.nextFollows(oversized, end));
    int bytes = end - start;
    writer.file().write(memory, start, bytes, filePosition);
    written(bytes, durable);
    ring.release();
    writtenLsn = ring.nextLsn() - 1;
    return bytes;
  }

  private void pass(
      MemorySegment memory, long offset, int entryBytes, long durable, long fileOffset) {
    writer.place().seal(memory, offset, durable, fileOffset);
    writer.placed(ring.nextLsn(), fileOffset);
    ring.advance(entryBytes);
  }

  /** Takes {@code bytes} of the active segment for what was written, or will be, in one call. */
  private void written(long bytes, long durable) {
    writer.advance(bytes);
    writes.increment();
    writtenBytes.add(bytes);
    markedLsn = Math.max(markedLsn, durable);
    if (syncsOnWrite) {
      syncs.increment();
    }
  }

  private long writeStaged(long limitLsn, long capBytes) throws IOException {
    stageLocked(staging, limitLsn, capBytes);
    staging.write();
    writtenLsn = staging.lastLsn();
    return staging.bytes();
  }

  /**
   * Moves a group from the ring to {@code group} and takes its place in the active segment; the
   * caller is to write it and then to report it to {@link #completed}.
   *
   * @return whether there was anything
   */
  boolean stage(StagedGroup group) throws IOException {
    ioLock.lock();
    try {
      requireWorking();
      if (!ring.hasNext()) {
        return false;
      }
      stageLocked(group, Long.MAX_VALUE, options.groupCapBytes());
      return true;
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  private void stageLocked(StagedGroup group, long limitLsn, long capBytes) throws IOException {
    makeRoom(nextEntryBytes());
    group.begin(writer.file(), writer.position(), ring.nextLsn());
    long durable = durableLsn;
    do {
      MemorySegment memory = ring.memory();
      int offset = ring.offset();
      int entryBytes = EntryHeader.entryBytes(EntryHeader.payloadBytes(memory, offset));
      long taken = group.bytes() + entryBytes;
      if (group.bytes() > 0
          && (taken > capBytes || taken > writer.roomBytes() || !group.fits(entryBytes))) {
        break;
      }
      pass(memory, offset, entryBytes, durable, group.nextFileOffset());
      group.add(memory, offset, entryBytes);
    } while (ring.nextLsn() <= limitLsn && ring.hasNext());
    ring.release();
    written(group.paddedBytes(), durable);
  }

  /** All staged groups up to {@code lsn} are written, and durable since each write is a sync. */
  void completed(long lsn) throws IOException {
    ioLock.lock();
    try {
      requireWorking();
      writtenLsn = lsn;
      publishDurable(lsn);
      if (writer.rolledUnsynced() && writer.rolledBefore(lsn)) {
        writer.synced(writer.filesToSync());
      }
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  private void makeRoom(long entryBytes) throws IOException {
    if (entryBytes > writer.roomBytes()) {
      writer.roll(entryBytes);
      rolls.increment();
      if (syncsOnWrite && durableLsn == writtenLsn && writtenLsn == ring.nextLsn() - 1) {
        writer.synced(writer.filesToSync()); // each write to them was a sync, and none is under way
      }
    }
  }

  /**
   * Syncs all that is written when it is called; others may write meanwhile. Does nothing when that
   * is durable already.
   */
  void sync() throws IOException {
    syncLock.lock();
    try {
      syncLocked();
    } finally {
      syncLock.unlock();
    }
  }

  /** Syncs unless {@code lsn} has become durable while this thread waited for its turn. */
  void syncTo(long lsn) throws IOException, InterruptedException {
    syncLock.lockInterruptibly();
    try {
      if (durableLsn < lsn) {
        syncLocked();
      }
    } finally {
      syncLock.unlock();
    }
  }

  private void syncLocked() throws IOException {
    requireWorking();
    if (syncsOnWrite || durableLsn == writtenLsn) {
      return;
    }
    try {
      long target;
      LogFile only;
      List<LogFile> files;
      ioLock.lock();
      try {
        target = writtenLsn;
        only = writer.file();
        files = writer.rolledUnsynced() ? writer.filesToSync() : null;
      } finally {
        ioLock.unlock();
      }
      if (files == null) {
        only.sync();
        syncs.increment();
      } else {
        syncInOrder(files);
      }
      publishDurable(target);
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    }
  }

  private void syncInOrder(List<LogFile> files) throws IOException {
    for (LogFile file : files) {
      file.sync();
      syncs.increment();
    }
    ioLock.lock();
    try {
      writer.synced(files);
    } finally {
      ioLock.unlock();
    }
  }

  // Throws for who has just synced: once the log has failed nothing more is acknowledged.
  private synchronized void publishDurable(long lsn) throws IOException {
    requireWorking();
    durableLsn = lsn;
  }

  /** Fails the log for good, and returns what the caller is to throw. */
  IOException failed(Throwable cause) {
    return end(new WalFailedException("the log has failed: " + cause.getMessage(), cause));
  }

  /** Nothing is acknowledged after this; returns how the log ended, now or before. */
  IOException end(IOException how) {
    synchronized (this) {
      ended = ended == null ? how : ended;
    }
    waiters.wake(lsn -> true);
    completions.signal();
    return ended;
  }

  /** Tells those who wait that watermarks have moved. */
  void announce() {
    waiters.wake(settled);
    completions.signal();
  }

  private final Waiters.Settled settled = this::settled;

  Waiters.Settled settledCondition() {
    return settled;
  }

  private boolean settled(long lsn) {
    return lsn <= durableLsn || ended != null || lsn > ring.appendedLsn(); // the last: cut off
  }

  /**
   * Writes a mark at the end of the log. It is durable only after a sync, unless each write is one.
   *
   * @param lsn for a low-water mark that mark; otherwise ignored
   */
  void mark(EntryType type, long lsn) throws IOException {
    ioLock.lock();
    try (Arena arena = Arena.ofConfined()) {
      requireWorking();
      makeRoom(direct ? blockBytes : EntryHeader.BYTES);
      int bytes = direct ? blockBytes : EntryHeader.BYTES;
      MemorySegment entry =
          arena.allocate(bytes, direct ? blockBytes : EntryHeader.ALIGNMENT_BYTES);
      boolean lowWater = type == EntryType.LOW_WATER;
      // An older epoch's mark counts up to the LSN that was kept; what a low-water mark says of
      // durability must not reach beyond its own LSN.
      EntryHeader.begin(entry, 0, type, lowWater ? lsn : writtenLsn, 0, 0);
      long durable = lowWater ? lsn - 1 : durableLsn;
      writer.place().seal(entry, 0, durable, writer.position());
      writer.file().write(entry, 0, bytes, writer.position());
      written(bytes, durable);
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  /** Writes a mark if no entry tells yet how far the log is durable, and there is room. */
  void markIfUntold() throws IOException {
    ioLock.lock();
    try {
      if (ended == null && markedLsn < durableLsn && writer.roomBytes() >= SegmentHeader.BYTES) {
        mark(EntryType.MARK, 0);
      }
    } finally {
      ioLock.unlock();
    }
  }

  /** Seals the segment after the active one too; for a log that is synced and sealed. */
  void sealNext() throws IOException {
    ioLock.lock();
    try {
      writer.sealNext(durableLsn);
    } finally {
      ioLock.unlock();
    }
  }

  /** Syncs the active segment for a mark: also when every record is durable. */
  void syncMark() throws IOException {
    syncLock.lock();
    try {
      requireWorking();
      List<LogFile> files;
      long target;
      ioLock.lock();
      try {
        files = writer.filesToSync();
        target = writtenLsn;
      } finally {
        ioLock.unlock();
      }
      if (!syncsOnWrite) {
        syncInOrder(files);
        publishDurable(target);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw failed(e);
    } finally {
      syncLock.unlock();
    }
    announce();
  }
}
