package org.ackmark.quorum.log;

import java.util.concurrent.Executor;
import org.ackmark.quorum.net.Timer;

/**
 * Who does what must not be done on the threads of the network and of the logs. The protocol itself
 * starts no thread; so it runs on real ones, and in a simulation on its single one.
 */
public interface Workers extends AutoCloseable {
  /** Tells listeners, one after another. */
  Executor completions();

  /** Reads and cleans logs, one thing after another: what may block for the device. */
  Executor background();

  /** Whether a caller may be made to wait; in a simulation nothing would ever wake it. */
  boolean mayBlock();

  /** Ends when all that was handed over is done. */
  @Override
  void close();

  /** Two threads of their own, which start when they are needed. */
  static Workers threads(String name) {
    return new WorkerThreads(name);
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
