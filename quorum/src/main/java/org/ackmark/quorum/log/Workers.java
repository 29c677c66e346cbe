package org.ackmark.quorum.log;

import java.util.concurrent.Executor;
import org.ackmark.quorum.net.Timer;

/**
 * Who does what must not be done on the threads of the network and of the logs. The protocol itself
 * starts no thread; so it runs on real ones, and in a simulation on its single one.
 */
public interface Workers extends AutoCloseable {
  /** Tells listeners, one after another, on one thread. */
  Executor completions();

  /** Reads and cleans logs, one thing after another: what may block for the device. */
  Executor background();

  /** Whether the caller may be made to wait: not if the thread that would wake it is its own. */
  boolean mayBlock();

  /**
   * Ends when all that was handed over is done; at once when a listener calls it. Interrupts are
   * kept.
   */
  @Override
  void close();

  /** Two threads of their own, which start when they are needed. */
  static Workers threads(String name) {
    return new WorkerThreads(name);
  }

  /**
   * Listeners are told on the network's thread, which hears what they wait for and sends what they
   * append: nothing has to be woken between the two. They are not to wait there: an append fails
   * with a {@link TooFewReplicasException} when there is no room.
   *
   * @param network runs tasks one after another on one thread; outlives the log
   */
  static Workers onNetwork(String name, Executor network) {
    return new NetworkWorkers(name, network);
  }

  /** Everything on the timer's thread, without delay: for simulations. */
  static Workers on(Timer timer) {
    return new Workers() {
      @Override
      public Executor completions() {
        return task -> timer.schedule(0, task);
      }

      @Override
      public Executor background() {
        return task -> timer.schedule(0, task);
      }

      @Override
      public boolean mayBlock() {
        return false;
      }

      @Override
      public void close() {
        // nothing to end
      }
    };
  }
}
