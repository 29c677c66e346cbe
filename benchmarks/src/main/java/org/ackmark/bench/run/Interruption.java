package org.ackmark.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a run or a probe: ends the JVM that measures, has the command write down and say
 * what there is, and only then lets this JVM go. Registered with the JVM until it is closed; made
 * by the command's own thread.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_S = 20;

  /** Registers with the JVM when it is first used, which fails loudly once the JVM goes down. */
  private static final String REGISTERS_LATE =
      "net.openhft.chronicle.core.io.BackgroundResourceReleaser";

  private final Thread runner = Thread.currentThread();
  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "ackmark-interruption");
  private boolean requested; // guarded by this

  /** Of the thread that makes it. */
  public Interruption() {
    try {
      Class.forName(REGISTERS_LATE);
    } catch (ClassNotFoundException | LinkageError e) {
      // not there: the variants that need it say so
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    synchronized (this) {
      requested = true;
      runner.interrupt();
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      written.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether to stop; if so, the interrupt that came with it is taken from the run's thread. */
  public synchronized boolean requested() {
    if (requested) {
      Thread.interrupted();
    }
    return requested;
  }

  @Override
  public void close() {
    written.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is going down: the hook runs, and has been released
    }
  }
}
