package org.ackmark.wal.segment;

import java.util.SplittableRandom;

/** The seed of a random test: printed, so that a failure can be run again with {@code -Dseed=}. */
final class Seed {
  private Seed() {}

  static long next(Class<?> test) {
    Long given = Long.getLong("seed");
    long seed = given != null ? given : new SplittableRandom().nextLong();
    System.out.println(test.getSimpleName() + " seed=" + seed);
    return seed;
  }

  /** A seed that depends on all of {@code parts}. */
  static long mix(long... parts) {
    long mixed = 0;
    for (long part : parts) {
      mixed = new SplittableRandom(mixed ^ part).nextLong();
    }
    return mixed;
  }
}
