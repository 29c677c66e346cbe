package org.ackmark.wal.io;

/**
 * Waits for the end of threads that use a file: it may be closed only then, whoever interrupts the
 * one that waits. Its interrupt is kept for it.
 */
public final class Joining {
  private Joining() {}

  /** Returns when all of them have ended; blocks until then, also when interrupted. */
  public static void uninterruptibly(Iterable<Thread> threads) {
    threads.forEach(Joining::uninterruptibly);
  }

  /** Returns when it has ended; blocks until then, also when interrupted. */
  public static void uninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
