package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.Level;

/**
 * One write and sync for all the commits that wait.
 *
 * <p>A lone blocking caller leads its own group: it writes and syncs on its own thread and wakes
 * nobody. Where {@link Linger} finds that it pays, those whom a group has acknowledged are waited
 * for, and the last of them who is back leads the next group: it is running already, so nothing has
 * to be woken between two syncs but those who were acknowledged. Where listeners append the next
 * records, the completion thread leads when it has told all of them: nothing is woken at all. Else
 * the log's committer thread leads one group after the other; and it takes over from a completion
 * thread, or from callers, who are not done in time.
 *
 * <p>LevelDB and PostgreSQL let the callers lead too; there the first one of a group does, and must
 * be woken before its sync can start. That threads take turns at leading, so that no event is
 * handed from one to another, is the Leader/Followers pattern (Schmidt et al., POSA 2).
 */
final class GroupCommit implements CommitPolicy {
  /** How long a committer without work looks for some before it sleeps. */
  private static final long SPIN_NS = 100_000;

  /** Large enough that the call costs little beside the copy. */
  private static final int EARLY_WRITE_BYTES = 32 << 10;

  private final LogCore core;
  private final Progress progress;
  private final AtomicBoolean leading = new AtomicBoolean();
  private final Reunion reunion = new Reunion();
  private final Committer committer =
      new Committer(
          "ackmark-committer", this::hasWork, this::leadNext, SPIN_NS, reunion::patienceNs);

  // guarded by leading
  private final Linger linger = new Linger();
  private long expectedLsn;

  private volatile boolean inline; // listeners are added by listeners

  GroupCommit(LogCore core) {
    this.core = core;
    this.progress = core.progress();
    progress.completions().whenTold(this::leadWhenTold);
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    if (level != Level.SYNCED) {
      core.writeTo(lsn);
      progress.completions().signal();
      return;
    }
    while (progress.durableLsn() < lsn) {
      progress.requireWorking();
      progress.requireNotCut(lsn);
      if (mayLead() && leading.compareAndSet(false, true)) {
        leadOwn(lsn);
      } else {
        progress.waiters().await(lsn, progress.settledCondition(), callCommitter);
      }
    }
  }

  /** Whether the caller is alone, or the last one who was waited for. */
  private boolean mayLead() {
    return reunion.isOpen()
        ? reunion.isComplete(progress.appendedLsn())
        : !committer.isActive() && progress.waiters().isEmpty();
  }

  private final Runnable callCommitter = this::callCommitter;

  private void callCommitter() {
    if (!reunion.isOpen()) {
      committer.signal();
    }
  }

  private void leadOwn(long lsn) throws IOException {
    boolean together = reunion.isOpen();
    try {
      reunion.end();
      lead(together ? Long.MAX_VALUE : lsn, core.options().groupCapBytes());
    } finally {
      leading.set(false);
    }
    progress.announce();
    if (hasWork()) { // for those who came meanwhile
      committer.signal();
    }
  }

  private boolean hasWork() {
    return !leading.get() && isWanted() && !reunion.isAwaited();
  }

  private boolean isWanted() {
    return progress.isWorking()
        && (core.ring().hasClaimed() || progress.writtenLsn() > progress.durableLsn())
        && (!progress.waiters().isEmpty()
            || progress.completions().awaits(Level.SYNCED)
            || progress.completions().awaits(Level.WRITTEN));
  }

  /** One group, by the completion thread: it is running, and all that it can bring is there. */
  private void leadWhenTold() {
    boolean may = inline && reunion.isOpen() && progress.completions().tellsOfSyncsOnly();
    if (!may || !isWanted() || !leading.compareAndSet(false, true)) {
      return; // the committer sees to it
    }
    try {
      if (nobodyMissing() || linger.budgetNs() == 0) {
        reunion.end();
        lead(Long.MAX_VALUE, core.options().groupCapBytes());
      }
    } catch (IOException e) {
      // the log has failed and told everyone who waits
    } finally {
      leading.set(false);
    }
    progress.announce();
    if (hasWork()) { // for those who came meanwhile, and found the lead taken
      committer.signal();
    }
  }

  /** One group, by the committer. */
  private void leadNext() throws IOException {
    if (!leading.compareAndSet(false, true)) {
      return; // a caller has just begun to lead its own group
    }
    try {
      reunion.end();
      lead(Long.MAX_VALUE, core.options().groupCapBytes() - gather());
    } finally {
      leading.set(false);
    }
    progress.announce();
  }

  private void lead(long limitLsn, long capBytes) throws IOException {
    if (capBytes > 0 && core.write(limitLsn, capBytes) == 0) {
      Parking.rest(); // it is written, or an appender is still copying the next record
    }
    progress.announceWritten();
    long before = progress.durableLsn();
    long startNs = System.nanoTime();
    core.sync();
    long endNs = System.nanoTime();
    long acknowledged = progress.durableLsn() - before;
    boolean blocked = !progress.waiters().isEmpty();
    if (blocked || progress.completions().awaits(Level.SYNCED)) {
      linger.ended(acknowledged, endNs - startNs, endNs);
    }
    expectedLsn = progress.appendedLsn() + acknowledged;
    if ((blocked && linger.budgetNs() > 0 || inline) && core.options().groupDelayNs() == 0) {
      reunion.begin(expectedLsn, endNs + Math.max(endNs - startNs, linger.budgetNs()));
      if (!reunion.isWatched()) {
        committer.signal();
      }
    }
  }

  /** Returns the bytes that are written already. */
  private long gather() throws IOException {
    long delayNs = core.options().groupDelayNs();
    if (delayNs > 0 && waiting() >= core.options().groupSiblings()) {
      LockSupport.parkNanos(delayNs);
    }
    if (nobodyMissing() || !progress.waiters().isEmpty()) {
      return 0; // blocked threads need this processor to come back
    }
    long budgetNs = linger.budgetNs();
    return budgetNs == 0 ? 0 : writeWhileGathering(System.nanoTime() + budgetNs);
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
    long listeners = progress.completions().awaited(Level.SYNCED);
    long untold = Math.min(listeners, progress.appendedLsn() - progress.durableLsn());
    return untold + progress.waiters().count(core.options().groupSiblings());
  }

  private boolean nobodyMissing() {
    return progress.appendedLsn() >= expectedLsn;
  }

  @Override
  public void listenerAdded(Level level) {
    boolean inlineNow = progress.completions().isCurrent();
    if (inline != inlineNow) {
      inline = inlineNow;
    }
    if (inlineNow && reunion.isOpen()) {
      return; // the completion thread leads once it has told the others, or the committer does
    }
    reunion.end(); // nobody would lead if the last one who is missing brings a listener
    committer.signal();
  }

  @Override
  public void makeRoom() throws IOException {
    core.write(Long.MAX_VALUE, core.options().groupCapBytes());
    progress.completions().signal();
  }

  @Override
  public void writeTo(long lsn) throws IOException {
    core.writeTo(lsn);
  }

  @Override
  public void close() {
    reunion.end();
    committer.close();
  }
}
