package org.ackmark.wal.commit;

import java.io.IOException;
import org.ackmark.wal.Level;

/**
 * Acknowledges what the operating system holds. Blocking callers write for themselves and for all
 * who appended before them; listeners are served by one thread. Syncs only when asked for {@link
 * Level#SYNCED}.
 */
class NeverSync implements CommitPolicy {
  private static final long SPIN_NS = 50_000;

  private final LogCore core;
  private final Progress progress;
  private final Committer committer;

  NeverSync(LogCore core) {
    this.core = core;
    this.progress = core.progress();
    this.committer = new Committer("ackmark-writer", this::hasWork, this::round, SPIN_NS);
  }

  LogCore core() {
    return core;
  }

  /** Called before bytes are written that will be acknowledged. */
  void admit() throws IOException {}

  /** The same for a caller that may be interrupted while it waits. */
  void admitInterruptibly() throws IOException, InterruptedException {}

  /** Called once for each admission, when what it was for is written, or failed. */
  void wrote() {}

  /** How much may be written in all; what was admitted writes nothing beyond it. */
  long admittedBytes() {
    return Long.MAX_VALUE;
  }

  private long writeAdmitted() throws IOException {
    try {
      return core.write(Long.MAX_VALUE, core.options().groupCapBytes(), admittedBytes());
    } finally {
      wrote();
    }
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    if (level == Level.SYNCED) {
      core.writeTo(lsn);
      core.syncTo(lsn);
      progress.announce();
      progress.requireNotCut(lsn);
    } else if (progress.writtenLsn() < lsn) {
      write(lsn);
    }
  }

  private void write(long lsn) throws IOException, InterruptedException {
    while (progress.writtenLsn() < lsn) {
      progress.requireNotCut(lsn);
      admitInterruptibly();
      if (writeAdmitted() == 0) {
        Parking.rest(); // an appender is still copying a record at or below lsn, or at the bound
      }
    }
    progress.completions().signal();
  }

  private boolean hasWork() {
    return progress.isWorking()
        && (progress.completions().awaits(Level.WRITTEN) && core.ring().hasClaimed()
            || progress.completions().awaits(Level.SYNCED)
                && progress.durableLsn() < progress.appendedLsn());
  }

  private void round() throws IOException {
    admit();
    if (writeAdmitted() == 0) {
      Parking.rest(); // an appender is still copying the next record
    }
    if (progress.completions().awaits(Level.SYNCED)) {
      progress.announceWritten();
      core.sync();
    }
    progress.announce();
  }

  @Override
  public void listenerAdded(Level level) {
    committer.signal();
  }

  @Override
  public void makeRoom() throws IOException {
    admit();
    writeAdmitted();
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
