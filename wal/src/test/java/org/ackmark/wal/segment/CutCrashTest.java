package org.ackmark.wal.segment;

import static org.ackmark.wal.segment.Records.run;
import static org.ackmark.wal.segment.Records.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash before each operation of a cut: the log is found whole or cut, and stays so. */
class CutCrashTest {
  private static final int RECORDS = 14;

  /** W3: a cut that a crash interrupts has taken place or has not, and is never half of one. */
  @ParameterizedTest
  @EnumSource(names = {"SYNC", "GROUP_DIRECT", "MMAP_SYNC", "BUFFERED"})
  void shouldBeWholeOrCutAfterACrashDuringTheCut(Variant variant) throws Exception {
    long seed = Seed.next(CutCrashTest.class);
    int states = 0;
    for (long lsn : new long[] {0, 4, 9, RECORDS}) {
      Preallocation preallocation =
          lsn % 2 == 0 ? Preallocation.ZERO_FILLED : Preallocation.RECYCLED;
      WalOptions options = Small.options(variant).withPreallocation(preallocation, 2);
      SimDisk disk = new SimDisk(variant + " " + preallocation + " cut at " + lsn);
      try (SegmentedLog log = reopenedLog(disk, options)) {
        Crashes crashes = new Crashes(disk, Seed.mix(seed, lsn), 1);
        for (Crashes.State state : crashes.during(() -> log.truncateAfter(lsn))) {
          assertWholeOrCut(state, lsn);
          states++;
        }
        assertTrue(crashes.points() >= 5, "points=" + crashes.points());
        assertEquals(run(1, lsn, 'a'), Small.reread(disk.crash(CrashClass.POWER, seed)));
      }
    }
    System.out.println(variant + ": crash states of a cut=" + states);
    assertTrue(states > 100, "states=" + states);
  }

  // The reopening lets the epoch's header say that everything is kept.
  private static SegmentedLog reopenedLog(SimDisk disk, WalOptions options) throws Exception {
    try (SegmentedLog log = SegmentedLog.open(disk, options)) {
      Records.appendAndCommit(log, 'a', RECORDS);
    }
    return SegmentedLog.open(disk, options);
  }

  private static void assertWholeOrCut(Crashes.State state, long lsn) throws Exception {
    SimDisk disk = state.disk();
    long last;
    try (SegmentedLog log = SegmentedLog.open(disk, Small.unfilled(Variant.SYNC))) {
      last = log.appendedLsn();
      assertTrue(last == lsn || last == RECORDS, "last=" + last + " " + state);
      assertEquals(run(1, last, 'a'), Records.read(log), state.toString());
      assertEquals(
          run(1, last, 'a'), Small.reread(disk.crashLosingAll(CrashClass.POWER)), "lost " + state);
      log.commit(Records.append(log, 'b', 100));
      String expected = runs(run(1, last, 'a'), run(last + 1, last + 1, 'b'));
      assertEquals(expected, Records.read(log), state.toString());
      SimDisk later = disk.crashLosingAll(CrashClass.POWER); // what nobody synced comes back
      assertEquals(expected, Small.reread(later), "cut records came back: " + state);
    }
  }

  // The process dies after zeros were written over the cut records and before they were synced: the
  // next opening sees zeros, and has nothing to zero.
  @Test
  void shouldNotServeCutRecordsThatComeBackBecauseTheirZerosWereNotSynced() throws Exception {
    SimDisk disk = new SimDisk("zeros not synced");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', 4);
      Crashes crashes = new Crashes(disk, 1, 0);
      for (Crashes.State state : crashes.during(() -> log.truncateAfter(2))) {
        try (SegmentedLog found = Small.open(state.disk())) {
          long last = found.appendedLsn();
          Records.appendAndCommit(found, 'b', 2);
          String expected = runs(run(1, last, 'a'), run(last + 1, last + 2, 'b'));
          assertEquals(
              expected, Small.reread(state.disk().crashLosingAll(CrashClass.POWER)), state + "");
        }
      }
    }
  }

  // A low-water mark found the segment full and stands at the head of the next one.
  @Test
  void shouldNotServeACutRecordWhereAMarkStartsTheNextSegment() throws Exception {
    SimDisk disk = new SimDisk("mark at the head");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', 8);
      log.truncateBefore(2);
      Records.appendAndCommit(log, 'a', 2);
      Crashes crashes = new Crashes(disk, 1, 0);
      for (Crashes.State state : crashes.during(() -> log.truncateAfter(6))) {
        try (SegmentedLog found = Small.open(state.disk())) {
          long last = found.appendedLsn();
          Records.appendAndCommit(found, 'b', 2);
          String expected = runs(run(2, last, 'a'), run(last + 1, last + 2, 'b'));
          assertEquals(expected, Records.read(found), state.toString());
          assertEquals(expected, Small.reread(state.disk().crashLosingAll(CrashClass.POWER)));
        }
      }
    }
  }
}
