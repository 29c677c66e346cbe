package org.ackmark.quorum.ratis;

import java.util.SplittableRandom;

/** Seeds of random tests: printed, so that a failure can be run again with {@code -Dseed=}. */
final class Seeds {
  private Seeds() {}

  static long next(Class<?> test) {
    Long given = Long.getLong("seed");
    long seed = given != null ? given : new SplittableRandom().nextLong();
    System.out.println(test.getSimpleName() + " seed=" + seed);
    return seed;
  }

  /** The {@code nth} of the seeds that {@code seed} stands for. */
  static long nth(long seed, long nth) {
    return new SplittableRandom(seed ^ nth * 0x9e37_79b9_7f4a_7c15L).nextLong();
  }
}
