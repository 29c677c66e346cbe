package org.ackmark.quorum.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The network's thread for listeners, and one of its own for what blocks. */
final class NetworkWorkers implements Workers {
  private final WorkerThread background;
  private final Executor network;
  private volatile Thread telling; // null before the first listener
  private volatile boolean closed;

  NetworkWorkers(String name, Executor network) {
    this.background = new WorkerThread(name + "-background");
    this.network = network;
  }

  @Override
  public Executor completions() {
    return this::tell;
  }

  private void tell(Runnable task) {
    if (closed) {
      return; // nobody waits for it any more
    }
    network.execute(() -> {
      telling = Thread.currentThread();
      task.run();
    });
  }

  @Override
  public Executor background() {
    return background;
  }

  @Override
  public boolean mayBlock() {
    return Thread.currentThread() != telling;
  }

  @Override
  public void close() {
    background.close();
    if (mayBlock()) {
      awaitTold();
    }
    closed = true;
  }

  private void awaitTold() {
    try {
      CompletableFuture.runAsync(() -> {}, network).join();
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the network was closed before the log", e);
    }
  }
}
