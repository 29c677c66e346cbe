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
  private final Committer committer;

  NeverSync(LogCore core) {
    this.core = core;
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
      core.announce();
      core.requireNotCut(lsn);
    } else if (core.writtenLsn() < lsn) {
      write(lsn);
    }
  }

  private void write(long lsn) throws IOException, InterruptedException {
    while (core.writtenLsn() < lsn) {
      core.requireNotCut(lsn);
      admitInterruptibly();
      if (writeAdmitted() == 0) {
        Parking.rest(); // an appender is still copying a record at or below lsn, or at the bound
      }
    }
    core.completions().signal();
  }

  private boolean hasWork() {
    return core.isWorking()
        && (core.completions().awaits(Level.WRITTEN) && core.ring().hasClaimed()
            || core.completions().awaits(Level.SYNCED) && core.durableLsn() < core.appendedLsn());
  }

  private void round() throws IOException {
    admit();
    if (writeAdmitted() == 0) {
      Parking.rest(); // an appender is still copying the next record
    }
    if (core.completions().awaits(Level.SYNCED)) {
      core.sync();
    }
    core.announce();
  }

  @Override
  public void listenerAdded(Level level) {
    committer.signal();
  }

  @Override
  public void makeRoom() throws IOException {
    admit();
    writeAdmitted();
    core.announce();
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
