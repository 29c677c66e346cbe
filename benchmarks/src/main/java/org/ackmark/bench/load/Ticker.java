package org.ackmark.bench.load;

/** The time that a load goes by; tests exchange it. Safe for many threads. */
interface Ticker {

  /** Nanoseconds since this ticker began; never negative. */
  long nowNs();

  /** Waits until then; returns at once if it has passed. */
  void awaitNs(long untilNs);
}
