package org.ackmark.wal.sim;

import java.io.IOException;

/** Is told of each operation of a {@link SimDisk} before it takes place. */
@FunctionalInterface
public interface OperationHook {

  /**
   * Called on the caller's thread, with no lock held: may block, record, take {@link SimDisk#crash}
   * states, {@link SimDisk#kill}, or call the disk again.
   *
   * @throws IOException to fail the operation, which then does nothing
   */
  void before(Operation operation) throws IOException;
}
