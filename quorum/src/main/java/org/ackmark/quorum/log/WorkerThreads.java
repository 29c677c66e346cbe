package org.ackmark.quorum.log;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

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

  /** Waits for both, unless a listener calls it. */
  @Override
  public void close() {
    background.close();
    if (Thread.currentThread() == completing) {
      completions.shutdown();
    } else {
      completions.close();
    }
  }
}
