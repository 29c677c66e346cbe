package org.ackmark.bench.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at a running iteration from a thread of its own: closes the meter at the iteration's bytes,
 * and, where somebody wants a series, takes the times of each second, so that a drift within an
 * observation can be seen.
 */
final class Watch {
  private static final long LOOK_NS = 5_000_000; // each look takes a processor from the log
  private static final long IDLE_LOOK_NS = 50_000_000; // or from another log whose turn it is

  /** Taking from more writers than this would disturb them: theirs is one interval. */
  private static final int MOST_WRITERS_FOR_SERIES = 16;

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final Meter meter;
  private final long endBytes; // MAX_VALUE: none
  private final long intervalNs; // 0: no series
  private final Sideline thread;
  private volatile boolean sawEnd;
  private long allocatedBytes; // written by the thread, read when it has ended

  Watch(Meter meter, long endBytes, long intervalNs) {
    this.meter = meter;
    this.endBytes = endBytes < 0 ? Long.MAX_VALUE : endBytes;
    this.intervalNs = intervalNs;
    this.thread = new Sideline("ackmark-watch", this::look).start();
  }

  private void look(Sideline self) {
    Instant startedAt = Instant.now();
    long startNs = System.nanoTime();
    while (!self.stopped()) {
      LockSupport.parkNanos(meter.pausing() ? IDLE_LOOK_NS : LOOK_NS);
      if (endBytes != Long.MAX_VALUE && meter.writtenBytes() >= endBytes) {
        sawEnd = true;
        meter.close();
      }
      if (intervalNs > 0
          && System.nanoTime() - startNs >= intervalNs
          && meter.writerCount() <= MOST_WRITERS_FOR_SERIES) {
        meter.takeInterval(startedAt);
        startedAt = Instant.now();
        startNs = System.nanoTime();
      }
    }
    meter.takeInterval(startedAt);
    allocatedBytes = THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Whether the iteration has reached its bytes. */
  boolean sawEnd() {
    return sawEnd;
  }

  /** Stops looking; returns the bytes of heap that it has allocated. */
  long stop() {
    thread.stop();
    return allocatedBytes;
  }
}
