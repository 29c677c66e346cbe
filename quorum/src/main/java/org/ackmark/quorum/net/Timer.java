package org.ackmark.quorum.net;

/** Time as a node sees it, and things to do later. Any number of threads may use it. */
public interface Timer {

  /** Monotonic, in nanoseconds from any origin: for timeouts and intervals. */
  long nowNs();

  /**
   * The node's wall clock in microseconds since 1970: may be wrong, and may jump. Only protocols
   * that say so trust it.
   */
  long wallMicros();

  /**
   * Runs the task once after the delay, on a thread of the timer, which it must not block.
   *
   * @param delayNs not negative
   * @return ends the wait; harmless when the task has run
   */
  Pending schedule(long delayNs, Runnable task);

  /** A task that has not run yet, perhaps. */
  @FunctionalInterface
  interface Pending {
    /** Sees to it that the task does not run, unless it has begun. */
    void cancel();
  }
}
