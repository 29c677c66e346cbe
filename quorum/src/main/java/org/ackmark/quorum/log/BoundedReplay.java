package org.ackmark.quorum.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ackmark.wal.Wal;

/** Replays a part of a log that its visitor ends when it has enough. */
final class BoundedReplay {
  private BoundedReplay() {}

  /** Receives records. */
  @FunctionalInterface
  interface Visitor {
    /** Takes a record, valid only during the call; whether it wants another. */
    boolean visit(long lsn, ByteBuffer record) throws IOException;
  }

  /** Ends a replay without a failure; one for each, so that nobody takes another's for its own. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1L;
    private final long lsn;

    Enough(long lsn) {
      super("enough");
      this.lsn = lsn;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Like {@link Wal#replay}, up to {@code toLsn}, or until the visitor has enough. */
  static long replay(Wal log, long fromLsn, long toLsn, Visitor visitor) throws IOException {
    if (fromLsn > toLsn) {
      return fromLsn - 1;
    }
    try {
      return log.replay(
          fromLsn,
          (lsn, record) -> {
            if (!visitor.visit(lsn, record) || lsn == toLsn) {
              throw new Enough(lsn);
            }
          });
    } catch (Enough e) {
      return e.lsn;
    }
  }
}
