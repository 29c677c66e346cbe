package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.ackmark.wal.Level;

/**
 * One write and one sync for each commit, on the caller's thread. Commits take turns in the order
 * they came, each up to its own record: nobody rides along, which is what the groups are measured
 * against.
 */
final class PerCommitSync implements CommitPolicy {
  private static final long SPIN_NS = 50_000;

  private final LogCore core;
  private final Progress progress;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Committer committer =
      new Committer("ackmark-committer", this::hasWork, this::round, SPIN_NS);

  PerCommitSync(LogCore core) {
    this.core = core;
    this.progress = core.progress();
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    if (level != Level.SYNCED) {
      core.writeTo(lsn);
      progress.completions().signal();
      return;
    }
    turn.lockInterruptibly();
    try {
      commit(lsn);
    } finally {
      turn.unlock();
    }
  }

  private void commit(long lsn) throws IOException {
    if (progress.durableLsn() < lsn) {
      core.writeTo(lsn);
      progress.announceWritten();
      core.sync();
      progress.completions().signal();
    }
    progress.requireNotCut(lsn);
  }

  private boolean hasWork() {
    return progress.isWorking() && next() != Long.MAX_VALUE;
  }

  private long next() {
    long synced = progress.completions().lowestAwaited(Level.SYNCED);
    return Math.min(synced, progress.completions().lowestAwaited(Level.WRITTEN));
  }

  private void round() throws IOException {
    turn.lock();
    try {
      long lsn = next();
      if (lsn > progress.appendedLsn()) {
        return; // a blocking caller has committed it meanwhile, or it was cut off
      }
      if (lsn == progress.completions().lowestAwaited(Level.SYNCED)) {
        commit(lsn);
      } else {
        core.writeTo(lsn);
        progress.completions().signal();
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void listenerAdded(Level level) {
    committer.signal();
  }

  @Override
  public void makeRoom() throws IOException {
    core.write(Long.MAX_VALUE, core.options().groupCapBytes());
    progress.announce();
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
