package org.ackmark.bench.jmh;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.ackmark.wal.io.Joining;

/** A thread beside those that are measured; stopped by a flag, never by an interrupt. */
public final class Sideline {
  private final Thread thread;
  private volatile boolean stopped;

  /** Will do {@code work}, which is to end soon after {@link #stopped} has become true. */
  public Sideline(String name, Consumer<Sideline> work) {
    thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> work.accept(this));
  }

  /** Starts it. */
  public Sideline start() {
    thread.start();
    return this;
  }

  /** Whether the work is to end. */
  public boolean stopped() {
    return stopped;
  }

  /** Ends the work and waits for it, whoever interrupts. */
  public void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    Joining.uninterruptibly(thread);
  }
}
