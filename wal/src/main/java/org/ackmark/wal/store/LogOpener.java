package org.ackmark.wal.store;

import java.io.IOException;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;

/** Opens the log of a store: how a store is given its variant. */
@FunctionalInterface
public interface LogOpener {
  /**
   * Opens the log in {@code disk}, taking the directory's lock. Blocks while it recovers.
   *
   * @param knownDurableLsn the log is known, from outside, to have been durable up to here; a log
   *     that does not reach it is damaged
   * @throws org.ackmark.wal.io.LogLockedException when somebody else has the directory
   * @throws IOException when the log can't be opened
   */
  Wal open(Disk disk, long knownDurableLsn) throws IOException;

  /** Opens the log that {@code options} describe. */
  static LogOpener of(WalOptions options) {
    return (disk, knownDurableLsn) -> Wal.open(disk, options.withKnownDurableLsn(knownDurableLsn));
  }
}
