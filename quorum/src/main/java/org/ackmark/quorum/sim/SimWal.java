package org.ackmark.quorum.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalCounters;

/**
 * A log whose listeners run on the simulation's thread, after the virtual time that the disk takes.
 * The write and the sync themselves are done when that time is over, so a crash before it finds
 * nothing of them. Listeners of one level are told in the order in which they came. Blocking calls
 * pass through and take no virtual time.
 */
final class SimWal implements Wal {
  private final Wal log;
  private final Timer timer;
  private final Supplier<DiskSpeed> speed;
  private final Life life;
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private final Map<Level, Long> busyUntilNs = new EnumMap<>(Level.class);
  private boolean closed;

  /**
   * Over a log that nobody else uses.
   *
   * @param life when it is over nobody is told any more
   */
  SimWal(Wal log, Timer timer, Supplier<DiskSpeed> speed, Life life) {
    this.log = log;
    this.timer = timer;
    this.speed = speed;
    this.life = life;
  }

  private record Waiter(long lsn, Level level, AckListener listener) {}

  @Override
  public void await(long lsn, Level level, AckListener listener) throws IOException {
    if (closed) {
      throw new WalClosedException("the log is closed, lsn=" + lsn);
    }
    requireReachable(lsn, level);
    Waiter waiter = new Waiter(lsn, level, listener);
    waiters.add(waiter);
    timer.schedule(delayNs(level), () -> tell(waiter));
  }

  private void requireReachable(long lsn, Level level) {
    if (lsn < 1 || lsn > log.appendedLsn()) {
      throw new IllegalArgumentException("lsn=" + lsn + " appendedLsn=" + log.appendedLsn());
    }
    if (log.level() == Level.RECEIVED && level != Level.RECEIVED) {
      throw new IllegalArgumentException("level=" + level + ": this log never gets there");
    }
  }

  private long delayNs(Level level) {
    long nowNs = timer.nowNs();
    long dueNs = busyUntilNs.merge(level, nowNs + speed.get().delayNs(level), Math::max);
    return dueNs - nowNs;
  }

  private void tell(Waiter waiter) {
    if (waiters.remove(waiter)) { // else the log was closed or cut meanwhile, and it was told
      waiter.listener.completed(waiter.lsn, outcome(waiter));
    }
  }

  private IOException outcome(Waiter waiter) {
    try {
      log.await(waiter.lsn, waiter.level);
      return null;
    } catch (IOException e) {
      return e;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulation", e);
    }
  }

  /** Closes the log, which syncs it, and tells those who wait. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    IOException failure = null;
    try {
      log.close();
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      tellAll(failure);
    }
  }

  private void tellAll(IOException failure) {
    while (!waiters.isEmpty() && !life.isOver()) {
      Waiter waiter = waiters.remove();
      waiter.listener.completed(waiter.lsn, failure);
    }
  }

  /** Cuts the log; those who wait for what is cut off are told at once, on the next event. */
  @Override
  public void truncateAfter(long lsn) throws IOException {
    log.truncateAfter(lsn);
    List<Waiter> cut = waiters.stream().filter(waiter -> waiter.lsn > lsn).toList();
    tellDropped(cut, new IOException("cut off after lsn=" + lsn));
  }

  private void tellDropped(List<Waiter> dropped, IOException failure) {
    waiters.removeAll(dropped);
    dropped.forEach(
        waiter -> timer.schedule(0, () -> waiter.listener.completed(waiter.lsn, failure)));
  }

  @Override
  public long append(ByteBuffer record) throws IOException {
    return log.append(record);
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    log.await(lsn, level);
  }

  @Override
  public Level level() {
    return log.level();
  }

  @Override
  public Guarantee guarantee() {
    return log.guarantee();
  }

  @Override
  public long firstLsn() {
    return log.firstLsn();
  }

  @Override
  public long appendedLsn() {
    return log.appendedLsn();
  }

  @Override
  public long writtenLsn() {
    return log.writtenLsn();
  }

  @Override
  public long durableLsn() {
    return log.durableLsn();
  }

  @Override
  public long replay(long fromLsn, RecordVisitor visitor) throws IOException {
    return log.replay(fromLsn, visitor);
  }

  @Override
  public void truncateBefore(long lsn) throws IOException {
    log.truncateBefore(lsn);
  }

  /** Skips; those who wait for what is dropped are told at once, on the next event. */
  @Override
  public void skipTo(long lsn) throws IOException {
    log.skipTo(lsn);
    tellDropped(List.copyOf(waiters), new IOException("dropped, the log goes on at lsn=" + lsn));
  }

  @Override
  public WalCounters counters() {
    return log.counters();
  }
}
