package org.ackmark.wal.commit;

import java.io.IOException;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalFailedException;

/**
 * How far a log has come, who waits for more, and how it ended. Whoever moves a watermark holds the
 * lock that {@link LogCore} names for it, and then calls {@link #announce}. Thread-safe.
 */
final class Progress implements Watermarks {
  private final AppendRing ring;
  private final Waiters waiters = new Waiters();
  private final Completions completions = new Completions(this);
  private final Waiters.Settled settled = this::settled;

  private volatile long writtenLsn; // written under the I/O lock
  private volatile long durableLsn; // under the sync lock, or the I/O lock if each write is a sync
  private volatile IOException ended; // set once, guarded by this

  /** Of a log whose records up to {@code lastLsn} are durable, and that takes more in by a ring. */
  Progress(AppendRing ring, long lastLsn) {
    this.ring = ring;
    restartAfter(lastLsn);
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

  void requireNotCut(long lsn) throws IOException {
    if (lsn > ring.appendedLsn()) {
      throw new IOException("lsn=" + lsn + " was cut off the log");
    }
  }

  void written(long lsn) {
    writtenLsn = lsn;
  }

  /** Throws for who has just synced: once the log has failed nothing more is acknowledged. */
  synchronized void publishDurable(long lsn) throws IOException {
    requireWorking();
    durableLsn = lsn;
  }

  /** Sets both watermarks; the log was opened, or cut, there. */
  void restartAfter(long lsn) {
    writtenLsn = lsn;
    durableLsn = lsn;
  }

  /** Tells those who wait for what was cut off. */
  void cutAfter(long lsn) {
    completions.cutAfter(lsn);
    announce();
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

  /** Tells those who wait for the write alone, before a sync has everybody else wait. */
  void announceWritten() {
    if (completions.awaits(Level.WRITTEN)) {
      completions.signal();
    }
  }

  /** When a wait for the sync of an LSN is over. */
  Waiters.Settled settledCondition() {
    return settled;
  }

  private boolean settled(long lsn) {
    return lsn <= durableLsn || ended != null || lsn > ring.appendedLsn(); // the last: cut off
  }
}
