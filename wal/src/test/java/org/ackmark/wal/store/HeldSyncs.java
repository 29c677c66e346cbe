package org.ackmark.wal.store;

import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.OperationHook;

/**
 * Holds back the syncs of files on a simulated disk, and with them acknowledgements. Closing
 * releases them: to be declared after the log, which cannot close while a sync is held.
 */
final class HeldSyncs implements OperationHook, AutoCloseable {
  private boolean held; // guarded by this
  private boolean someoneWaits;

  synchronized void hold() {
    held = true;
    someoneWaits = false;
  }

  synchronized void release() {
    held = false;
    notifyAll();
  }

  @Override
  public void close() {
    release();
  }

  /** Waits until a sync is held back. */
  synchronized void awaitHeld() throws InterruptedException {
    while (!someoneWaits) {
      wait();
    }
  }

  @Override
  public synchronized void before(Operation operation) {
    boolean interrupted = false;
    while (held && operation.kind() == Operation.Kind.SYNC) {
      someoneWaits = true;
      notifyAll();
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // as a system call that an interrupt can't end
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
