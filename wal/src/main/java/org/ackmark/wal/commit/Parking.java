package org.ackmark.wal.commit;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Where one thread of a log waits for work: it spins a while, since to be woken takes longer. */
final class Parking {
  /** Spinning on a single processor keeps the awaited thread from running. */
  private static final boolean CAN_SPIN = Runtime.getRuntime().availableProcessors() > 1;

  private volatile Thread parked;

  /** Returns once {@code ready} holds. Ignores interrupts: nobody stops a log's thread that way. */
  void await(BooleanSupplier ready, long spinNs) {
    if (ready.getAsBoolean() || CAN_SPIN && spinNs > 0 && spin(ready, spinNs)) {
      return;
    }
    parked = Thread.currentThread();
    while (!ready.getAsBoolean()) {
      LockSupport.park(this);
      Thread.interrupted(); // else park would return at once, for ever
    }
    parked = null;
  }

  /** Spins until {@code ready} holds, at most so long; false when the time ran out. */
  static boolean spin(BooleanSupplier ready, long maxNs) {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < 8; i++) {
        if (ready.getAsBoolean()) {
          return true;
        }
        pause();
      }
    } while (System.nanoTime() - start < maxNs);
    return false;
  }

  /**
   * Some tens of nanoseconds, in which the cache lines that are watched are left to their writers.
   */
  static void pause() {
    for (int i = 0; i < 16; i++) {
      Thread.onSpinWait();
    }
  }

  /** Whether the thread sleeps. */
  boolean isParked() {
    return parked != null;
  }

  /** Wakes the thread if it sleeps; call it after the change that {@code ready} looks for. */
  void signal() {
    Thread thread = parked;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
