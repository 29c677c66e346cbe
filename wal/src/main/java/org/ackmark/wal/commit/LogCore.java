package org.ackmark.wal.commit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.WalCounters;
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
final class LogCore {
  private final WalOptions options;
  private final boolean direct;
  private final boolean syncsOnWrite;
  private final int blockBytes;
  private final AppendRing ring;
  private final Progress progress;

  private final ReentrantLock syncLock = new ReentrantLock();
  private final ReentrantLock ioLock = new ReentrantLock();

  // guarded by ioLock
  private SegmentWriter writer;
  private final StagedGroup staging; // for direct files; else null
  private long markedLsn; // the durable LSN that entries in the log tell of

  private final LongAdder writes = new LongAdder();
  private final LongAdder writtenBytes = new LongAdder();
  private final LongAdder syncs = new LongAdder();
  private final LongAdder rolls = new LongAdder();

  LogCore(WalOptions options, int blockBytes, SegmentWriter writer, long lastLsn) {
    this.options = options;
    this.direct = options.variant().fileMethod().direct();
    this.syncsOnWrite = options.variant().fileMethod().syncsOnWrite();
    this.blockBytes = blockBytes;
    this.ring = new AppendRing(options.bufferBytes(), lastLsn);
    this.staging = direct ? new StagedGroup(options.groupCapBytes(), blockBytes) : null;
    this.writer = writer;
    this.progress = new Progress(ring, lastLsn);
    this.markedLsn = lastLsn;
  }

  WalOptions options() {
    return options;
  }

  AppendRing ring() {
    return ring;
  }

  Progress progress() {
    return progress;
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
      progress.requireWorking();
      for (LogFile file : writer.filesToSync()) {
        file.sync();
        syncs.increment();
      }
      goOnAfter(lsn, Recovery.cutAfter(disk, options, writer, lsn, lowWaterLsn));
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      ioLock.unlock();
      syncLock.unlock();
    }
    progress.cutAfter(lsn);
  }

  /** Drops every record and goes on at {@code lsn}. */
  void skipTo(Disk disk, long lsn) throws IOException {
    syncLock.lock();
    ioLock.lock();
    try {
      progress.requireWorking();
      goOnAfter(lsn - 1, Recovery.skipTo(disk, options, writer, lsn));
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      ioLock.unlock();
      syncLock.unlock();
    }
    progress.cutAfter(0);
  }

  private void goOnAfter(long lsn, Recovery.Opened cut) {
    writer = cut.writer();
    ring.restartAfter(lsn);
    progress.restartAfter(lsn);
    markedLsn = lsn;
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
      progress.requireWorking(); // not before: who holds the lock may be about to fail
      long left = totalBytes - writtenBytes();
      long bytes = left <= 0 ? 0 : writeRuns(limitLsn, Math.min(capBytes, left));
      if (bytes > 0 && syncsOnWrite) {
        progress.publishDurable(progress.writtenLsn());
      }
      return bytes;
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  /** Writes until {@code lsn} is written, however much that is. */
  void writeTo(long lsn) throws IOException {
    while (progress.writtenLsn() < lsn) {
      progress.requireNotCut(lsn);
      if (write(lsn, Long.MAX_VALUE) == 0) {
        Parking.rest(); // an appender is still copying a record at or below lsn
      }
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
    long durable = progress.durableLsn();
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
    progress.written(ring.nextLsn() - 1);
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
    progress.written(staging.lastLsn());
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
      progress.requireWorking();
      if (!ring.hasNext()) {
        return false;
      }
      stageLocked(group, Long.MAX_VALUE, options.groupCapBytes());
      return true;
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  private void stageLocked(StagedGroup group, long limitLsn, long capBytes) throws IOException {
    makeRoom(nextEntryBytes());
    group.begin(writer.file(), writer.position(), ring.nextLsn());
    long durable = progress.durableLsn();
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
      progress.requireWorking();
      progress.written(lsn);
      progress.publishDurable(lsn);
      if (writer.rolledUnsynced() && writer.rolledBefore(lsn)) {
        writer.synced(writer.filesToSync());
      }
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  private void makeRoom(long entryBytes) throws IOException {
    if (entryBytes > writer.roomBytes()) {
      writer.roll(entryBytes);
      rolls.increment();
      if (syncsOnWrite
          && progress.durableLsn() == progress.writtenLsn()
          && progress.writtenLsn() == ring.nextLsn() - 1) {
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
      if (progress.durableLsn() < lsn) {
        syncLocked();
      }
    } finally {
      syncLock.unlock();
    }
  }

  private void syncLocked() throws IOException {
    progress.requireWorking();
    if (syncsOnWrite || progress.durableLsn() == progress.writtenLsn()) {
      return;
    }
    try {
      long target;
      LogFile only;
      List<LogFile> files;
      ioLock.lock();
      try {
        target = progress.writtenLsn();
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
      progress.publishDurable(target);
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
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

  /**
   * Writes a mark at the end of the log. It is durable only after a sync, unless each write is one.
   *
   * @param lsn for a low-water mark that mark; otherwise ignored
   */
  void mark(EntryType type, long lsn) throws IOException {
    ioLock.lock();
    try (Arena arena = Arena.ofConfined()) {
      progress.requireWorking();
      makeRoom(direct ? blockBytes : EntryHeader.BYTES);
      int bytes = direct ? blockBytes : EntryHeader.BYTES;
      MemorySegment entry =
          arena.allocate(bytes, direct ? blockBytes : EntryHeader.ALIGNMENT_BYTES);
      boolean lowWater = type == EntryType.LOW_WATER;
      // An older epoch's mark counts up to the LSN that was kept; what a low-water mark says of
      // durability must not reach beyond its own LSN.
      EntryHeader.begin(entry, 0, type, lowWater ? lsn : progress.writtenLsn(), 0, 0);
      long durable = lowWater ? lsn - 1 : progress.durableLsn();
      writer.place().seal(entry, 0, durable, writer.position());
      writer.file().write(entry, 0, bytes, writer.position());
      written(bytes, durable);
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      ioLock.unlock();
    }
  }

  /** Writes a mark if no entry tells yet how far the log is durable, and there is room. */
  void markIfUntold() throws IOException {
    ioLock.lock();
    try {
      if (progress.isWorking()
          && markedLsn < progress.durableLsn()
          && writer.roomBytes() >= SegmentHeader.BYTES) {
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
      writer.sealNext(progress.durableLsn());
    } finally {
      ioLock.unlock();
    }
  }

  /** Syncs the active segment for a mark: also when every record is durable. */
  void syncMark() throws IOException {
    syncLock.lock();
    try {
      progress.requireWorking();
      List<LogFile> files;
      long target;
      ioLock.lock();
      try {
        files = writer.filesToSync();
        target = progress.writtenLsn();
      } finally {
        ioLock.unlock();
      }
      if (!syncsOnWrite) {
        syncInOrder(files);
        progress.publishDurable(target);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    } finally {
      syncLock.unlock();
    }
    progress.announce();
  }
}
