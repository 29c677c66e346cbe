package org.ackmark.wal.commit;

import java.io.IOException;
import org.ackmark.wal.Level;

/** When a log writes and syncs: the axis on which variants differ. Thread-safe. */
public interface CommitPolicy {

  /**
   * Blocks until the record is at {@code level}, and sees to it that it gets there.
   *
   * @throws IOException when the log fails or is closed first
   */
  void await(long lsn, Level level) throws IOException, InterruptedException;

  /** Told that a listener waits for {@code level}: gets it there without blocking the caller. */
  void listenerAdded(Level level);

  /** Called by an appender that found the ring full: moves records on. */
  void makeRoom() throws IOException;

  /** Writes every record up to {@code lsn}, in order, with nothing left under way. */
  void writeTo(long lsn) throws IOException;

  /** Lets nothing more be written until {@link #resume}; returns when nothing is on its way. */
  default void pause() {}

  /** Goes on after the durable LSN. */
  default void resume() {}

  /** Ends the policy's threads. Nothing is synced. */
  void close();
}
