package org.ackmark.wal.commit;

import java.io.IOException;
import org.ackmark.wal.Level;

/** How far a log has come, and whether it goes on. Safe to read from any thread. */
public interface Watermarks {
  /** The highest LSN at that level. */
  long lsnAt(Level level);

  /**
   * Why nothing more will be acknowledged: the log has failed, or is closed; null while it works.
   */
  IOException ended();
}
