package org.ackmark.wal.commit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.EntryHeader;

/**
 * A log without a file: takes records as the others do and forgets them. What it costs is what the
 * instrument itself costs. Its records are at {@link Level#RECEIVED} and get no further; there is
 * nothing to replay.
 */
public final class MemoryLog implements Wal, Watermarks {
  private final AppendRing ring;
  private final Completions completions = new Completions(this);
  private final ReentrantLock draining = new ReentrantLock();
  private volatile IOException ended;
  private volatile long firstLsn = 1;
  private long skipped; // LSNs that no record got; guarded by draining

  /** An empty log. */
  public MemoryLog(WalOptions options) {
    this.ring = new AppendRing(options.bufferBytes(), 0);
  }

  @Override
  public long append(ByteBuffer record) throws IOException {
    int length = record.remaining();
    if (length == 0 || length > WalOptions.maxRecordBytes()) {
      throw new IllegalArgumentException("recordBytes=" + length);
    }
    while (true) {
      requireOpen();
      long lsn = ring.offer(record);
      if (lsn != 0) {
        return lsn;
      }
      forget();
    }
  }

  private void requireOpen() throws WalClosedException {
    IOException cause = ended;
    if (cause != null) {
      throw new WalClosedException(cause.getMessage());
    }
  }

  private void forget() {
    draining.lock();
    try {
      while (ring.hasNext()) {
        ring.advance(
            EntryHeader.entryBytes(EntryHeader.payloadBytes(ring.memory(), ring.offset())));
      }
      ring.release();
    } finally {
      draining.unlock();
    }
  }

  @Override
  public void await(long lsn, Level level) throws IOException {
    requireReachable(lsn, level);
    requireOpen();
  }

  @Override
  public void await(long lsn, Level level, AckListener listener) throws IOException {
    requireReachable(lsn, level);
    requireOpen();
    completions.add(lsn, level, listener);
  }

  private void requireReachable(long lsn, Level level) {
    if (level != Level.RECEIVED) {
      throw new IllegalArgumentException(
          "level=" + level + ": a log in memory never gets beyond RECEIVED");
    }
    if (lsn < 1 || lsn > ring.appendedLsn()) {
      throw new IllegalArgumentException("lsn=" + lsn + " appendedLsn=" + ring.appendedLsn());
    }
  }

  @Override
  public Level level() {
    return Level.RECEIVED;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.NOTHING;
  }

  @Override
  public long firstLsn() {
    return firstLsn;
  }

  @Override
  public long appendedLsn() {
    return ring.appendedLsn();
  }

  @Override
  public long writtenLsn() {
    return 0;
  }

  @Override
  public long durableLsn() {
    return 0;
  }

  @Override
  public long lsnAt(Level level) {
    return level == Level.RECEIVED ? ring.appendedLsn() : 0;
  }

  @Override
  public IOException ended() {
    return ended;
  }

  /** Visits nothing: the records are forgotten. */
  @Override
  public long replay(long fromLsn, RecordVisitor visitor) throws IOException {
    requireOpen();
    return fromLsn - 1;
  }

  /** Only moves {@link #firstLsn}. */
  @Override
  public void truncateBefore(long lsn) throws IOException {
    requireOpen();
    firstLsn = Math.max(firstLsn, lsn);
  }

  /** Not possible: the records are forgotten. */
  @Override
  public void truncateAfter(long lsn) {
    throw new UnsupportedOperationException("a log in memory can't be cut, lsn=" + lsn);
  }

  @Override
  public void skipTo(long lsn) throws IOException {
    requireOpen();
    if (lsn < firstLsn) {
      throw new IllegalArgumentException("lsn=" + lsn + " firstLsn=" + firstLsn);
    }
    draining.lock();
    try {
      skipped += lsn - 1 - ring.appendedLsn();
      ring.restartAfter(lsn - 1);
      firstLsn = lsn;
    } finally {
      draining.unlock();
    }
  }

  @Override
  public WalCounters counters() {
    draining.lock();
    try {
      return new WalCounters(ring.appendedLsn() - skipped, 0, 0, 0, 0);
    } finally {
      draining.unlock();
    }
  }

  @Override
  public void close() {
    ended = new WalClosedException("the log is closed");
    completions.close();
  }
}
