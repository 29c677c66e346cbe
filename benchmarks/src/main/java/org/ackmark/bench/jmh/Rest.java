package org.ackmark.bench.jmh;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.infra.Control;

/**
 * What JMH's threads do while the gate is closed: because the iteration has reached its bytes
 * before JMH's time is over, or because it is another log's turn.
 */
final class Rest implements Load {
  private static final long LOOK_MS = 50; // they may be many, and another log be measured
  private static final long DRAIN_LOOK_NS = 100_000;

  private final Meter meter;
  private final AtomicInteger resting = new AtomicInteger();
  private volatile boolean over;

  Rest(Meter meter) {
    this.meter = meter;
  }

  /** Until the gate is open, or the iteration over. */
  synchronized void take(Control control) throws InterruptedException {
    over = false;
    resting.incrementAndGet();
    while (!control.stopMeasurement && !meter.open()) {
      wait(LOOK_MS);
    }
    resting.decrementAndGet();
  }

  /** The gate is open. */
  @Override
  public synchronized void start() {
    notifyAll();
  }

  /** All of them rest, or have left because JMH's time is over. */
  @Override
  public void drain() {
    while (resting.get() < meter.writerCount() && !over) {
      LockSupport.parkNanos(DRAIN_LOOK_NS);
    }
  }

  @Override
  public void leave() {
    over = true;
  }
}
