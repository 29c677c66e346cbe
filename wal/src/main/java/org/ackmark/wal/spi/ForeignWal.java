package org.ackmark.wal.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;

/**
 * A foreign log seen as a {@link Wal}, for benchmarks: its tokens stand for LSNs. Listeners are
 * served by virtual threads that wait, since a foreign log can only block. It has one level, its
 * own, and can't be cut.
 */
public final class ForeignWal implements Wal {
  private final LogProvider provider;
  private final ForeignLog log;
  private final AtomicLong appends = new AtomicLong();
  private final AtomicLong appendedToken = new AtomicLong();
  private final AtomicLong awaitedToken = new AtomicLong();
  private final ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor();

  /** Wraps a log that {@code provider} opened. */
  public ForeignWal(LogProvider provider, ForeignLog log) {
    this.provider = provider;
    this.log = log;
  }

  @Override
  public long append(ByteBuffer record) throws IOException {
    int position = record.position();
    long token = log.append(record);
    record.position(position);
    appends.incrementAndGet();
    appendedToken.accumulateAndGet(token, Math::max);
    return token;
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    requireOwn(level);
    log.await(lsn);
    awaitedToken.accumulateAndGet(lsn, Math::max);
  }

  @Override
  public void await(long lsn, Level level, AckListener listener) {
    requireOwn(level);
    waiters.execute(() -> listener.completed(lsn, outcome(lsn, level)));
  }

  private IOException outcome(long lsn, Level level) {
    try {
      await(lsn, level);
      return null;
    } catch (IOException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException("interrupted while waiting for token=" + lsn, e);
    }
  }

  private void requireOwn(Level level) {
    if (level != level()) {
      throw new IllegalArgumentException(
          "level=" + level + ": " + provider.name() + " has " + level());
    }
  }

  @Override
  public Level level() {
    return provider.guarantee() == Guarantee.POWER_LOSS ? Level.SYNCED : Level.WRITTEN;
  }

  @Override
  public Guarantee guarantee() {
    return provider.guarantee();
  }

  @Override
  public long firstLsn() {
    return 1;
  }

  @Override
  public long appendedLsn() {
    return appendedToken.get();
  }

  @Override
  public long writtenLsn() {
    return awaitedToken.get();
  }

  @Override
  public long durableLsn() {
    return level() == Level.SYNCED ? awaitedToken.get() : 0;
  }

  @Override
  public long replay(long fromLsn, RecordVisitor visitor) throws IOException {
    long[] last = {fromLsn - 1};
    log.replay((lsn, record) -> {
      if (lsn >= fromLsn) {
        visitor.visit(lsn, record);
        last[0] = lsn;
      }
    });
    return last[0];
  }

  @Override
  public void truncateBefore(long lsn) {
    // a foreign log keeps what it holds
  }

  @Override
  public void truncateAfter(long lsn) {
    throw new UnsupportedOperationException("log=" + provider.name() + " can't be cut");
  }

  @Override
  public void skipTo(long lsn) {
    throw new UnsupportedOperationException("log=" + provider.name() + " can't skip records");
  }

  /** Only appends, and syncs where the log counts them; the rest is 0. */
  @Override
  public WalCounters counters() {
    return new WalCounters(appends.get(), 0, 0, Math.max(0, log.syncs()), 0);
  }

  @Override
  public void close() throws IOException {
    waiters.close();
    log.close();
  }
}
