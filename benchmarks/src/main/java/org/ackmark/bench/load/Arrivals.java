package org.ackmark.bench.load;

/** The intended times of one load, fixed by rate, process and seed. For one thread. */
@FunctionalInterface
interface Arrivals {

  /** The next intended time, in nanoseconds since the load began; never before the last one. */
  long nextNs();
}
