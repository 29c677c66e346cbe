package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.ackmark.wal.io.Joining;

/**
 * A thread of the log that works while there is work; it starts when it is first signalled. The
 * work's failures have failed the log when they arrive here.
 */
final class Committer {
  /** One piece of work. */
  @FunctionalInterface
  interface Round {
    void run() throws IOException;
  }

  private final String name;
  private final BooleanSupplier hasWork;
  private final Round round;
  private final long spinNs;
  private final LongSupplier patienceNs;
  private final Parking parking = new Parking();
  private final BooleanSupplier ready = this::isReady;
  private volatile Thread thread;
  private volatile boolean closed;

  /**
   * A thread that is not running yet.
   *
   * @param hasWork says whether a round should run; false for ever once the log has failed
   * @param spinNs how long to look for work before sleeping
   */
  Committer(String name, BooleanSupplier hasWork, Round round, long spinNs) {
    this(name, hasWork, round, spinNs, () -> 0);
  }

  /**
   * One that may look for work on its own.
   *
   * @param patienceNs how long to sleep before looking again; 0: until it is signalled
   */
  Committer(
      String name, BooleanSupplier hasWork, Round round, long spinNs, LongSupplier patienceNs) {
    this.name = name;
    this.hasWork = hasWork;
    this.round = round;
    this.spinNs = spinNs;
    this.patienceNs = patienceNs;
  }

  private boolean isReady() {
    return closed || hasWork.getAsBoolean();
  }

  /** To be called after a change that makes work. */
  void signal() {
    if (thread == null) {
      start();
    }
    parking.signal();
  }

  private synchronized void start() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name(name).start(this::work);
    }
  }

  /** Whether it is awake, or on its way. */
  boolean isActive() {
    return thread != null && !parking.isParked();
  }

  private void work() {
    while (true) {
      parking.await(ready, spinNs, patienceNs);
      if (closed) {
        return;
      }
      try {
        round.run();
      } catch (IOException e) {
        // the log has failed and told everyone who waits; hasWork is false from now on
      }
    }
  }

  /** Ends the thread after its current round. */
  void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    parking.signal();
    if (running != null) {
      Joining.uninterruptibly(running);
    }
  }
}
