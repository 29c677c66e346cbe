package org.ackmark.wal.store;

import java.io.IOException;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;

/**
 * Waits until a record has come as far as the store asks. Below the log's own level the log's
 * commit is asked for all the same, and nobody waits for it: a policy syncs because of those who
 * ask.
 */
final class Acknowledgement {
  /** The log has failed when it gets a failure, and the next write is told. */
  private static final AckListener NOBODY = (lsn, failure) -> {};

  private final Wal log;
  private final Level level;
  private final boolean early;

  /**
   * At that level of the log.
   *
   * @throws IllegalArgumentException when the log never gets there
   */
  Acknowledgement(Wal log, Level level) {
    if (log.level() == Level.RECEIVED && level != Level.RECEIVED) {
      throw new IllegalArgumentException("level=" + level + ": this log never gets there");
    }
    this.log = log;
    this.level = level;
    this.early = level.compareTo(log.level()) < 0;
  }

  /** Waits for the record. */
  void await(long lsn) throws IOException, InterruptedException {
    if (early) {
      log.commit(lsn, NOBODY);
    }
    if (level == log.level()) {
      log.commit(lsn);
    } else {
      log.await(lsn, level);
    }
  }

  /** Has the listener told of the record. */
  void await(long lsn, AckListener listener) throws IOException {
    if (early) {
      log.commit(lsn, NOBODY);
    }
    if (level == log.level()) {
      log.commit(lsn, listener);
    } else {
      log.await(lsn, level, listener);
    }
  }

  /** What a record survives then, whatever the log does later. */
  Guarantee guarantee() {
    return level == log.level() ? log.guarantee() : level.guarantee();
  }
}
