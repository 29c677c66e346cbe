package org.ackmark.quorum.log;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Two daemon threads. What comes after the end is dropped: nobody waits for it any more. */
final class WorkerThreads implements Workers {
  private final ExecutorService completions;
  private final ExecutorService background;
  private volatile Thread completing;

  WorkerThreads(String name) {
    this.completions =
        Executors.newSingleThreadExecutor(task -> completing = thread(name + "-completions", task));
    this.background = Executors.newSingleThreadExecutor(task -> thread(name + "-background", task));
  }

  private static Thread thread(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).unstarted(task);
  }

  @Override
  public Executor completions() {
    return task -> execute(completions, task);
  }

  @Override
  public Executor background() {
    return task -> execute(background, task);
  }

  private static void execute(ExecutorService executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // closed
    }
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  /** Waits for both, also when interrupted, unless a listener calls it. */
  @Override
  public void close() {
    end(background);
    if (Thread.currentThread() == completing) {
      completions.shutdown();
    } else {
      end(completions);
    }
  }

  /** An executor's own close, interrupted, drops what waits: listeners would never be told. */
  private static void end(ExecutorService executor) {
    executor.shutdown();
    boolean interrupted = false;
    boolean ended = false;
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
