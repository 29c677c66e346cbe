package org.ackmark.wal.segment;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;

/**
 * The crashes that could have happened while something ran on a disk: before each operation that
 * changes it, and at the end; of every class, with several seeds, and losing all that may be lost.
 */
final class Crashes {
  private final SimDisk disk;
  private final long seed;
  private final int seeds;
  private final Ledger ledger;
  private final List<State> states = new ArrayList<>(); // guarded by the ledger, as is all below
  private long points;
  private boolean over;

  /**
   * A crash.
   *
   * @param disk what is found
   * @param crashClass what died
   * @param where the operation before which it happened
   * @param claim what must be found
   */
  record State(SimDisk disk, CrashClass crashClass, String where, Claim claim) {
    @Override
    public String toString() {
      return crashClass + " crash " + where + " of " + disk;
    }
  }

  /** What runs. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Takes {@code seeds} OS crashes and as many POWER crashes at each point, and the worst ones. */
  Crashes(SimDisk disk, long seed, int seeds, Ledger ledger) {
    this.disk = disk;
    this.seed = seed;
    this.seeds = seeds;
    this.ledger = ledger;
  }

  Crashes(SimDisk disk, long seed, int seeds) {
    this(disk, seed, seeds, new Ledger());
  }

  /** Runs {@code action} to its end, taking every crash on the way. */
  List<State> during(Action action) throws Exception {
    disk.hook(operation -> {
      if (operation.kind().changes()) {
        take(describe(operation));
      }
    });
    action.run();
    disk.hook(operation -> {});
    take("after the last operation");
    synchronized (ledger) {
      over = true;
      return List.copyOf(states);
    }
  }

  private static String describe(Operation operation) {
    return "before operation %d (%s %s at %d)"
        .formatted(operation.number(), operation.kind(), operation.name(), operation.offset());
  }

  private void take(String where) {
    synchronized (ledger) {
      if (over) {
        return;
      }
      points++;
      Claim claim = ledger.claim();
      for (CrashClass crashClass : CrashClass.values()) {
        states.add(new State(disk.crashLosingAll(crashClass), crashClass, where, claim));
        for (int i = 0; i < seeds && crashClass != CrashClass.PROCESS; i++) {
          long crashSeed = Seed.mix(seed, points, crashClass.name().hashCode(), i);
          states.add(new State(disk.crash(crashClass, crashSeed), crashClass, where, claim));
        }
      }
    }
  }

  /** How many crash points there were, the end included. */
  long points() {
    synchronized (ledger) {
      return points;
    }
  }
}
