package org.ackmark.bench.jmh;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.infra.Control;

/** What a writer does when its iteration is over before JMH's time is. */
final class Rest {
  private static final long LOOK_NS = 1_000_000;

  private Rest() {}

  static void until(Control control) {
    while (!control.stopMeasurement) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }
}
