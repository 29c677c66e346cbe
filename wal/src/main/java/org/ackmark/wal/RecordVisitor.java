package org.ackmark.wal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives records during a replay, in LSN order. */
@FunctionalInterface
public interface RecordVisitor {
  /**
   * Called for each record.
   *
   * @param lsn the record's LSN
   * @param record its bytes, read-only, valid only during the call
   * @throws IOException ends the replay and reaches its caller
   */
  void visit(long lsn, ByteBuffer record) throws IOException;
}
