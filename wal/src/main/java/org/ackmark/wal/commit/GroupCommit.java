package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.Level;

/**
 * One write and sync for all the commits that wait.
 *
 * <p>A lone blocking caller leads its own group: it writes and syncs on its own thread and wakes
 * nobody. As soon as a second one waits, or a listener does, the log's committer thread leads: it
 * needs no hand-over between groups. (LevelDB and PostgreSQL let the callers lead in turn; the next
 * leader then has to be woken before the next sync can start.)
 *
 * <p>In a closed loop the writers of one group come back just after the next has begun, so natural
 * batching splits them into two halves that alternate, and each waits almost two syncs. The
 * committer therefore lingers after a sync while those it has just acknowledged are coming back, as
 * long as that is expected to take less time than the split would cost.
 */
final class GroupCommit implements CommitPolicy {
  /** How long a committer without work looks for some before it sleeps. */
  private static final long SPIN_NS = 100_000;

  /** Large enough that the call costs little beside the copy. */
  private static final int EARLY_WRITE_BYTES = 32 << 10;

  private final LogCore core;
  private final AtomicBoolean leading = new AtomicBoolean();
  private final Committer committer =
      new Committer("ackmark-committer", this::hasWork, this::lead, SPIN_NS);
  private final Linger linger;

  // guarded by leading
  private long expectedLsn;

  GroupCommit(LogCore core) {
    this.core = core;
    this.linger = new Linger();
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    if (level != Level.SYNCED) {
      core.writeTo(lsn);
      core.completions().signal();
      return;
    }
    while (core.durableLsn() < lsn) {
      core.requireWorking();
      if (lsn > core.appendedLsn()) {
        throw new IOException("lsn=" + lsn + " was cut off the log");
      }
      if (!committer.isActive() && core.waiters().isEmpty() && leading.compareAndSet(false, true)) {
        leadOwn(lsn);
      } else {
        core.waiters().await(lsn, core.settledCondition(), callCommitter);
      }
    }
  }

  private final Runnable callCommitter = this::callCommitter;

  private void callCommitter() {
    committer.signal();
  }

  private void leadOwn(long lsn) throws IOException {
    try {
      if (core.write(lsn, core.options().groupCapBytes()) == 0) {
        Parking.rest(); // it is written, or an appender is still copying a record below it
      }
      core.sync();
    } finally {
      leading.set(false);
    }
    core.announce();
    if (hasWork()) { // for those who came meanwhile
      committer.signal();
    }
  }

  private boolean hasWork() {
    return core.isWorking()
        && !leading.get()
        && (core.ring().hasClaimed() || core.writtenLsn() > core.durableLsn())
        && (!core.waiters().isEmpty()
            || core.completions().awaits(Level.SYNCED)
            || core.completions().awaits(Level.WRITTEN));
  }

  /** One group, by the committer. */
  private void lead() throws IOException {
    if (!leading.compareAndSet(false, true)) {
      return; // a caller has just begun to lead its own group
    }
    try {
      long left = core.options().groupCapBytes() - gather();
      if (left > 0 && core.write(Long.MAX_VALUE, left) == 0) {
        Parking.rest(); // an appender is still copying the next record
      }
      long before = core.durableLsn();
      long startNs = System.nanoTime();
      core.sync();
      linger.synced(System.nanoTime() - startNs);
      expectedLsn = core.durableLsn() + (core.durableLsn() - before);
    } finally {
      leading.set(false);
    }
    core.announce();
  }

  /** Returns the bytes that are written already. */
  private long gather() throws IOException {
    long delayNs = core.options().groupDelayNs();
    if (delayNs > 0 && waiting() >= core.options().groupSiblings()) {
      LockSupport.parkNanos(delayNs);
    }
    if (nobodyMissing() || !core.waiters().isEmpty()) {
      return 0; // blocked threads need this processor to come back
    }
    long budgetNs = linger.budgetNs();
    if (budgetNs == 0) {
      return 0;
    }
    long written = writeWhileGathering(System.nanoTime() + budgetNs);
    linger.ended(nobodyMissing());
    return written;
  }

  // What is there is written while the others come: only the rest is in the way of the sync.
  private long writeWhileGathering(long deadlineNs) throws IOException {
    long written = 0;
    while (!nobodyMissing() && System.nanoTime() < deadlineNs) {
      if (core.ring().pendingBytes() >= EARLY_WRITE_BYTES
          && written + EARLY_WRITE_BYTES <= core.options().groupCapBytes()) {
        written += core.write(Long.MAX_VALUE, EARLY_WRITE_BYTES);
      } else {
        Parking.pause();
      }
    }
    return written;
  }

  /** About how many commits wait: not every record that was appended has one. */
  private long waiting() {
    long listeners = core.completions().awaited(Level.SYNCED);
    long untold = Math.min(listeners, core.appendedLsn() - core.durableLsn());
    return untold + core.waiters().count(core.options().groupSiblings());
  }

  private boolean nobodyMissing() {
    return core.appendedLsn() >= expectedLsn;
  }

  @Override
  public void listenerAdded(Level level) {
    committer.signal();
  }

  @Override
  public void makeRoom() throws IOException {
    core.write(Long.MAX_VALUE, core.options().groupCapBytes());
    core.completions().signal();
  }

  @Override
  public void writeTo(long lsn) throws IOException {
    core.writeTo(lsn);
  }

  @Override
  public void close() {
    committer.close();
  }
}
