package org.ackmark.wal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;

/** Opens logs after a crash and checks what they serve, and that it stays. */
final class Recoveries {
  private Recoveries() {}

  /**
   * Recovers; appends a record; loses all that is not synced; recovers again. Then the same without
   * the loss.
   */
  static void verify(Crashes.State state, WalOptions options) {
    try {
      SimDisk disk = state.disk();
      WalOptions reader = Images.hash(disk) % 4 == 0 ? options : Small.unfilled(Variant.SYNC);
      Claim served;
      SimDisk afterLoss;
      try (SegmentedLog log = SegmentedLog.open(disk, reader)) {
        Claim recovered = state.claim().check(log, state.crashClass());
        long lsn = recovered.syncedLsn() + 1;
        log.append(ByteBuffer.wrap(Records.of('Z', lsn, 300)));
        log.await(lsn, org.ackmark.wal.Level.SYNCED);
        served = recovered.with(lsn, 'Z');
        afterLoss = disk.crashLosingAll(CrashClass.POWER);
      }
      check(served, afterLoss, "lost at a power cut after recovery");
      check(served, disk, "another recovery finds something else");
    } catch (IOException | InterruptedException | AssertionError e) {
      throw new AssertionError(state + ": " + e.getMessage(), e);
    }
  }

  private static void check(Claim claim, SimDisk disk, String what) {
    try (SegmentedLog log = SegmentedLog.open(disk, Small.unfilled(Variant.SYNC))) {
      claim.check(log, CrashClass.POWER);
    } catch (IOException | AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }

  /** The crashes that can happen while the state is recovered. */
  static List<Crashes.State> crashesOf(Crashes.State state, WalOptions options) throws Exception {
    SimDisk disk = state.disk().crash(CrashClass.PROCESS, 0);
    SegmentedLog[] log = {null};
    List<Crashes.State> states =
        new Crashes(disk, Seed.mix(disk.operations(), 7), 1)
            .during(() -> log[0] = SegmentedLog.open(disk, options));
    log[0].close();
    return states.stream()
        .map(s ->
            new Crashes.State(s.disk(), worst(state, s), s.where() + " in " + state, state.claim()))
        .toList();
  }

  /** What was written survives only if both crashes were of the process. */
  private static CrashClass worst(Crashes.State first, Crashes.State second) {
    return first.crashClass() == CrashClass.PROCESS ? second.crashClass() : first.crashClass();
  }
}
