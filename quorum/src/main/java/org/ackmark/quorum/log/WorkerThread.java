package org.ackmark.quorum.log;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A daemon thread that starts when it is needed. What comes after the end is dropped: nobody waits
 * for it any more.
 */
final class WorkerThread implements Executor, AutoCloseable {
  private final ExecutorService executor;
  private volatile Thread thread; // null before it is needed

  WorkerThread(String name) {
    this.executor =
        Executors.newSingleThreadExecutor(
            task -> thread = Thread.ofPlatform().daemon().name(name).unstarted(task));
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // closed
    }
  }

  /**
   * Waits until all is done that was handed over, also when interrupted, unless it is called on the
   * thread itself. (An executor's own close, interrupted, drops what waits: listeners would never
   * be told.)
   */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = Thread.currentThread() == thread;
    while (!ended) {
      try {
        ended = executor.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
