package org.ackmark.bench.jmh;

import java.io.IOException;

/**
 * A closed loop that runs by itself: each writer's next operation begins when its last has ended.
 */
interface Load extends AutoCloseable {
  /** Sets every writer to work. */
  void start() throws IOException;

  /** Waits until every writer has ended what it was at; the meter is closed. */
  void drain() throws InterruptedException;

  /** Releases what it holds; the writers rest. */
  @Override
  void close();
}
