package org.ackmark.wal.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ackmark.wal.RecordVisitor;

/**
 * A log that is not Ackmark's: as little as is needed to measure what it costs and what it loses.
 * Many threads call it at once.
 */
public interface ForeignLog extends AutoCloseable {

  /**
   * Gives the log a copy of a record.
   *
   * @return a token that {@link #await} understands; ascending in the log's own order
   */
  long append(ByteBuffer record) throws IOException;

  /** Blocks until the record of {@code token} is acknowledged: as safe as the provider says. */
  void await(long token) throws IOException, InterruptedException;

  /** Visits every record that the log holds, in its order; {@code lsn} counts them from 1. */
  void replay(RecordVisitor visitor) throws IOException;

  /** How often the log has asked the system to sync since it was opened; -1 when it can't tell. */
  default long syncs() {
    return -1;
  }

  @Override
  void close() throws IOException;
}
