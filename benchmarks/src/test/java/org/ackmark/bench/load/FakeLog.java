package org.ackmark.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;

/**
 * A log in fake time: acknowledges a record a fixed time after it was appended, but for one stall,
 * of an append or of the device.
 */
final class FakeLog implements Wal {
  private final FakeTicker ticker;
  private final long serviceNs;
  private long appended;
  private long appendStallAtNs = Long.MAX_VALUE;
  private long syncStallAtNs = Long.MAX_VALUE;
  private long stallNs;
  private IOException failure;

  FakeLog(FakeTicker ticker, long serviceNs) {
    this.ticker = ticker;
    this.serviceNs = serviceNs;
  }

  /** The first append from then on takes so long: it blocks its caller. */
  FakeLog stallingAppendAt(long atNs, long lengthNs) {
    appendStallAtNs = atNs;
    stallNs = lengthNs;
    return this;
  }

  /** Nothing is acknowledged for so long from then on: appends go on. */
  FakeLog stallingSyncAt(long atNs, long lengthNs) {
    syncStallAtNs = atNs;
    stallNs = lengthNs;
    return this;
  }

  /** Whoever waits from now on is told of this. */
  void fail(IOException cause) {
    failure = cause;
  }

  @Override
  public long append(ByteBuffer record) {
    if (ticker.nowNs() >= appendStallAtNs) {
      appendStallAtNs = Long.MAX_VALUE;
      ticker.pass(stallNs);
    }
    return ++appended;
  }

  @Override
  public void await(long lsn, Level level, AckListener listener) {
    long dueNs = ticker.nowNs() + serviceNs;
    boolean stalled = dueNs >= syncStallAtNs && dueNs < syncStallAtNs + stallNs;
    IOException outcome = failure;
    ticker.at(stalled ? syncStallAtNs + stallNs : dueNs, () -> listener.completed(lsn, outcome));
  }

  @Override
  public void await(long lsn, Level level) {
    throw new UnsupportedOperationException("a load never blocks");
  }

  @Override
  public Level level() {
    return Level.SYNCED;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.POWER_LOSS;
  }

  @Override
  public long firstLsn() {
    return 1;
  }

  @Override
  public long appendedLsn() {
    return appended;
  }

  @Override
  public long writtenLsn() {
    return appended;
  }

  @Override
  public long durableLsn() {
    return 0;
  }

  @Override
  public long replay(long fromLsn, RecordVisitor visitor) {
    throw new UnsupportedOperationException("a load never reads");
  }

  @Override
  public void truncateBefore(long lsn) {
    throw new UnsupportedOperationException("a load leaves that to the recycler");
  }

  @Override
  public void truncateAfter(long lsn) {
    throw new UnsupportedOperationException("a load never cuts");
  }

  @Override
  public void skipTo(long lsn) {
    throw new UnsupportedOperationException("a load never skips records");
  }

  @Override
  public WalCounters counters() {
    return new WalCounters(appended, 0, 0, 0, 0);
  }

  @Override
  public void close() {
    // holds nothing
  }
}
