package org.ackmark.quorum.log;

import java.util.concurrent.Executor;

/** Two threads of its own. */
final class WorkerThreads implements Workers {
  private final WorkerThread completions;
  private final WorkerThread background;

  WorkerThreads(String name) {
    this.completions = new WorkerThread(name + "-completions");
    this.background = new WorkerThread(name + "-background");
  }

  @Override
  public Executor completions() {
    return completions;
  }

  @Override
  public Executor background() {
    return background;
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public void close() {
    background.close();
    completions.close();
  }
}
