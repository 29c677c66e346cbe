package org.ackmark.wal.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One seeded crash: draws what survives it. The chance of survival is itself drawn once per crash,
 * so that among a few dozen seeds some keep all and some keep nothing.
 */
final class CrashDraw {
  private final CrashClass crashClass;
  private final Strictness strictness;
  private final RandomGenerator random;
  private final double keepChance;
  private final long lastKept; // for PREFIX: the issue of the last change kept

  private CrashDraw(
      CrashClass crashClass,
      Strictness strictness,
      RandomGenerator random,
      double keepChance,
      long lastKept) {
    this.crashClass = crashClass;
    this.strictness = strictness;
    this.random = random;
    this.keepChance = keepChance;
    this.lastKept = lastKept;
  }

  /**
   * A crash drawn by seed.
   *
   * @param pending the issues of all changes that are not durable, ascending
   */
  static CrashDraw seeded(CrashClass crashClass, Strictness strictness, long seed, long[] pending) {
    RandomGenerator random = new SplittableRandom(seed);
    double keepChance = Math.clamp(1.5 * random.nextDouble() - 0.25, 0, 1); // 1/6 each: 0 and 1
    int kept = (int) Math.clamp((pending.length + 1) * keepChance, 0, pending.length);
    long lastKept = kept == 0 ? 0 : pending[kept - 1];
    return new CrashDraw(crashClass, strictness, random, keepChance, lastKept);
  }

  /** The crash that loses whatever it may. */
  static CrashDraw losingAll(CrashClass crashClass, Strictness strictness) {
    return new CrashDraw(crashClass, strictness, new SplittableRandom(0), 0, 0);
  }

  CrashClass crashClass() {
    return crashClass;
  }

  /** Whether the change survives for sure. */
  boolean certain(Pending change) {
    return crashClass == CrashClass.OS && change.layer() == Layer.DEVICE;
  }

  /** How many of the changes, oldest first, survive; at least {@code certain}. */
  int survivors(int certain, List<? extends Pending> changes) {
    if (strictness == Strictness.PREFIX) {
      long kept = changes.stream().filter(c -> c.issue() <= lastKept).count();
      return Math.max(certain, (int) kept);
    }
    if (keepChance == 0 || certain == changes.size()) {
      return certain;
    }
    return random.nextDouble() < keepChance
        ? changes.size()
        : random.nextInt(certain, changes.size());
  }

  /** The directory operations that survive, in order. */
  List<NameChange> survivors(List<NameChange> changes) {
    if (strictness == Strictness.POSIX_WORST) {
      return changes.stream().filter(c -> certain(c) || random.nextDouble() < keepChance).toList();
    }
    int certain = 0;
    for (int i = 0; i < changes.size(); i++) {
      certain = certain(changes.get(i)) ? i + 1 : certain;
    }
    return new ArrayList<>(changes.subList(0, survivors(certain, changes)));
  }
}
