package org.ackmark.quorum.net;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clocks of this machine, and one thread for what is to be done later. What a task throws goes
 * to that thread's uncaught-exception handler. Safe for any number of threads.
 */
public final class LocalTimer implements Timer, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread with the first task. */
  public LocalTimer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("ackmark-timer").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true); // most deadlines are cancelled long before their time
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public long wallMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Override
  public Pending schedule(long delayNs, Runnable task) {
    if (delayNs < 0) {
      throw new IllegalArgumentException("delayNs=" + delayNs);
    }
    Future<?> scheduled =
        executor.schedule(() -> runReporting(task), delayNs, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** An executor would keep the failure in a future that nobody asks. */
  private static void runReporting(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** Runs nothing more: what was scheduled is dropped, also what is scheduled from now on. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
