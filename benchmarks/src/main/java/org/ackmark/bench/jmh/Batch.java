package org.ackmark.bench.jmh;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.infra.Control;

/**
 * How JMH's thread follows a load that runs by itself: it takes batches of operations that have
 * ended, and looks again after a short sleep when there is none. The load never wakes it: that
 * would cost a fast log as much as half a sync, once per group. {@link #done} may be called by any
 * thread, the rest by JMH's.
 */
final class Batch {
  private static final long LOOK_NS = 5_000_000;

  private final int size;
  private final AtomicLong ended = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private long claimed;

  Batch(int size) {
    this.size = size;
  }

  /** One more operation has ended. */
  void done() {
    ended.incrementAndGet();
  }

  /** The load has failed: JMH's thread is to say so. */
  void failed(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  /** Waits for a further batch, or for the end of the iteration. */
  void await(Control control) throws IOException {
    claimed += size;
    while (ended.get() < claimed && !control.stopMeasurement) {
      requireSound();
      LockSupport.parkNanos(LOOK_NS);
    }
    requireSound();
  }

  void requireSound() throws IOException {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IOException("the load has failed: " + cause.getMessage(), cause);
    }
  }

  /** Begins to count anew; the load rests. */
  void begin() {
    ended.set(0);
    claimed = 0;
  }
}
