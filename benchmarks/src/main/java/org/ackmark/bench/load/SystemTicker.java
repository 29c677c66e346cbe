package org.ackmark.bench.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Real time. Waits parked, not spinning: a sender that spins between two records takes a processor
 * from the log, and on a machine with few of them from the device's own work too.
 */
final class SystemTicker implements Ticker {
  private final long startNs = System.nanoTime();

  @Override
  public long nowNs() {
    return System.nanoTime() - startNs;
  }

  @Override
  public void awaitNs(long untilNs) {
    for (long leftNs = untilNs - nowNs(); leftNs > 0; leftNs = untilNs - nowNs()) {
      LockSupport.parkNanos(leftNs);
    }
  }
}
