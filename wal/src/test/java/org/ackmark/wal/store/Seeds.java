package org.ackmark.wal.store;

import java.util.SplittableRandom;

/** Seeds of random tests: printed, so that a failure can be run again with {@code -Dseed=}. */
final class Seeds {
  private Seeds() {}

  static long next() {
    Long given = Long.getLong("seed");
    long seed = given != null ? given : new SplittableRandom().nextLong();
    System.out.println("seed=" + seed);
    return seed;
  }
}
