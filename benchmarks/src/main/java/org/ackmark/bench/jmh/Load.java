package org.ackmark.bench.jmh;

import java.io.IOException;

/** A closed loop: each writer's next operation begins when its last has ended. */
interface Load {
  /** Sets every writer to work; the gate is open. */
  void start() throws IOException;

  /** Waits until every writer has ended what it was at; the gate is closed. */
  void drain() throws InterruptedException;

  /** JMH's own threads have left the iteration, and none of them is to be waited for. */
  default void leave() {
    // most loads are none of JMH's threads
  }
}
