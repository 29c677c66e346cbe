package org.ackmark.wal.segment;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;

/** A thread that does one thing, and can be held before an operation of its own on a disk. */
final class Threads {
  /** Far beyond any wait of a log that works: whoever is not back by then hangs. */
  private static final long HANGS_AFTER_SECONDS = 10;

  private final FutureTask<Void> task;
  private final Thread thread;
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private Threads(String name, Crashes.Action action) {
    this.task =
        new FutureTask<>(() -> {
          action.run();
          return null;
        });
    this.thread = new Thread(task, name);
    thread.setDaemon(true);
  }

  static Threads start(String name, Crashes.Action action) {
    Threads started = new Threads(name, action);
    started.thread.start();
    return started;
  }

  /** Starts it, and returns when it is about to do its first operation of that kind. */
  static Threads holdBefore(SimDisk disk, Operation.Kind kind, String name, Crashes.Action action)
      throws InterruptedException {
    Threads started = new Threads(name, action);
    disk.hook(operation -> {
      if (Thread.currentThread() == started.thread && operation.kind() == kind) {
        started.hold();
      }
    });
    started.thread.start();
    started.held.await();
    return started;
  }

  private void hold() {
    held.countDown();
    boolean done = false;
    while (!done) {
      try {
        released.await();
        done = true;
      } catch (InterruptedException e) {
        // held all the same
      }
    }
  }

  void release() {
    released.countDown();
  }

  /** Returns when the thread waits for somebody, or has ended. */
  Threads awaitWaiting() throws InterruptedException {
    while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
      Thread.sleep(1);
    }
    return this;
  }

  /** What the action threw, or null; fails when it does not come back. */
  Throwable outcome() throws InterruptedException {
    try {
      task.get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      throw new AssertionError(thread.getName() + " hangs", e);
    }
  }
}
