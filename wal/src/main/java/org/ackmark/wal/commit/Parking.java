package org.ackmark.wal.commit;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Where one thread of a log waits for work: it spins a while, since to be woken takes longer. Where
 * that does not pay, as work never comes so soon, it only tries it now and then: the processor is
 * better left to whoever brings the work.
 */
final class Parking {
  /** Spinning on a single processor keeps the awaited thread from running. */
  private static final boolean CAN_SPIN = Runtime.getRuntime().availableProcessors() > 1;

  /** Less than a write to the device takes. */
  private static final long REST_NS = 20_000;

  /** A fraction of a write to the device. */
  private static final long NAP_NS = 50_000;

  /** So many spins in a row for nothing, and only one of so many waits begins with another. */
  private static final int MOST_IN_VAIN = 4;

  private static final int TRIED_ONCE_OF = 64;

  private volatile Thread parked;
  private int inVain; // spins in a row; of the waiting thread, as is the next
  private int waits;

  /** Returns once {@code ready} holds. Ignores interrupts: nobody stops a log's thread that way. */
  void await(BooleanSupplier ready, long spinNs) {
    await(ready, spinNs, () -> 0);
  }

  /** The same, but looks again after {@code patienceNs}, if that is not 0. */
  void await(BooleanSupplier ready, long spinNs, LongSupplier patienceNs) {
    if (ready.getAsBoolean() || spinNs > 0 && spinPays() && spinNoted(ready, spinNs)) {
      return;
    }
    parked = Thread.currentThread();
    while (!ready.getAsBoolean()) {
      long sleepNs = patienceNs.getAsLong();
      if (sleepNs > 0) {
        LockSupport.parkNanos(this, sleepNs);
      } else {
        LockSupport.park(this);
      }
      Thread.interrupted(); // else park would return at once, for ever
    }
    parked = null;
  }

  private boolean spinPays() {
    waits++;
    return CAN_SPIN && (inVain < MOST_IN_VAIN || waits % TRIED_ONCE_OF == 0);
  }

  private boolean spinNoted(BooleanSupplier ready, long spinNs) {
    boolean paid = spin(ready, spinNs);
    inVain = paid ? 0 : inVain + 1;
    return paid;
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

  /**
   * Lets another thread run, for one that waits for it in a loop. A virtual thread must leave its
   * carrier for a moment: those that only yield go round among themselves, and one that has just
   * been woken never gets a carrier.
   */
  static void rest() {
    if (Thread.currentThread().isVirtual()) {
      LockSupport.parkNanos(REST_NS);
    } else {
      Thread.yield();
    }
  }

  /**
   * Sleeps for a moment, for one that waits in a loop for the device and is in no hurry; the
   * processor is better left to who is awaited. An interrupt is kept, and keeps it from sleeping.
   */
  static void nap() {
    if (Thread.currentThread().isInterrupted()) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(NAP_NS);
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
