package org.ackmark.wal.segment;

import static org.ackmark.wal.segment.Records.run;
import static org.ackmark.wal.segment.Records.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Variant;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Where a log may be cut, and what is left. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CutTest {
  private static final int RECORDS = 10; // three segments

  /** W5: what is cut off is gone for good, and its LSNs are given again. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MEMORY")
  void shouldCutAtEveryLsn(Variant variant) throws Exception {
    for (long lsn = 0; lsn <= RECORDS; lsn++) {
      SimDisk disk = new SimDisk("cut at " + lsn);
      try (SegmentedLog log = Small.open(disk, variant)) {
        Records.appendAndCommit(log, 'a', RECORDS);

        log.truncateAfter(lsn);

        assertEquals(lsn, log.appendedLsn());
        assertEquals(lsn, log.writtenLsn());
        assertEquals(lsn, log.durableLsn());
        assertEquals(run(1, lsn, 'a'), Records.read(log));
        Records.appendAndCommit(log, 'b', 2);
        assertEquals(afterCut(lsn), Records.read(log));
      }
      assertEquals(afterCut(lsn), Small.reread(disk));
    }
  }

  private static String afterCut(long lsn) {
    return runs(run(1, lsn, 'a'), run(lsn + 1, lsn + 2, 'b'));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MEMORY")
  void shouldCutRecordsThatWereNeverCommitted(Variant variant) throws Exception {
    SimDisk disk = new SimDisk("uncommitted");
    try (SegmentedLog log = Small.open(disk, variant)) {
      Records.appendAndCommit(log, 'a', 3);
      Records.append(log, 'a', Records.KIB, 4);

      log.truncateAfter(5);

      assertEquals("1-5a", Records.read(log));
      Records.appendAndCommit(log, 'b', 1);
    }
    assertEquals("1-5a 6-6b", Small.reread(disk));
  }

  /** W3: a cut is durable when it returns, and with it all that it keeps. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MEMORY")
  void shouldSurvivePowerLossOnceTheCutReturned(Variant variant) throws Exception {
    for (long lsn = 0; lsn <= RECORDS; lsn++) {
      SimDisk disk = new SimDisk("cut at " + lsn);
      try (SegmentedLog log = reopenedLog(disk, variant)) {
        log.truncateAfter(lsn);

        assertEquals(
            run(1, lsn, 'a'), Small.reread(disk.crashLosingAll(CrashClass.POWER)), "lsn=" + lsn);
        Records.appendAndCommit(log, 'b', 2);
        if (variant.guarantee() == Guarantee.POWER_LOSS) {
          assertEquals(afterCut(lsn), Small.reread(disk.crashLosingAll(CrashClass.POWER)));
        }
      }
    }
  }

  /** W5: a cut frees the segments beyond it. */
  @Test
  void shouldDeleteTheSegmentsBeyondTheCut() throws Exception {
    SimDisk disk = new SimDisk("segments");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', 20);
      List<String> beyond = Raw.segments(disk).subList(2, 5); // 9 to 20
      log.truncateAfter(5);
      while (Raw.segments(disk).stream().anyMatch(beyond::contains)) {
        Thread.sleep(1); // the log's background does it; the time limit ends this
      }
    }
    assertEquals("1-5a", Small.reread(disk));
  }

  /** A log whose last epoch's header says that all its records are kept. */
  private static SegmentedLog reopenedLog(SimDisk disk, Variant variant) throws Exception {
    try (SegmentedLog log = Small.open(disk, variant)) {
      Records.appendAndCommit(log, 'a', RECORDS);
    }
    return Small.open(disk, variant);
  }

  @Test
  void shouldCutAgainAndAgain() throws Exception {
    SimDisk disk = new SimDisk("again");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', RECORDS);
      log.truncateAfter(8);
      Records.appendAndCommit(log, 'b', 6);
      log.truncateAfter(11);
      Records.appendAndCommit(log, 'c', 3);
      log.truncateAfter(5);
      Records.appendAndCommit(log, 'd', 1);
    }
    assertEquals("1-5a 6-6d", Small.reread(disk));
    assertEquals("1-5a 6-6d", Small.reread(disk));
  }

  @Test
  void shouldCutDownToTheLowWaterMarkAndNoFurther() throws Exception {
    for (long mark = 2; mark <= RECORDS + 1; mark++) {
      for (long lsn = mark - 1; lsn <= RECORDS; lsn++) {
        SimDisk disk = new SimDisk("mark " + mark + " cut at " + lsn);
        try (SegmentedLog log = reopenedLog(disk, Variant.SYNC)) {
          log.truncateBefore(mark);
          long tooFar = mark - 2;
          assertThrows(IllegalArgumentException.class, () -> log.truncateAfter(tooFar));

          log.truncateAfter(lsn);

          assertEquals(mark, log.firstLsn());
          Records.appendAndCommit(log, 'b', 1);
          String expected = runs(run(mark, lsn, 'a'), run(lsn + 1, lsn + 1, 'b'));
          assertEquals(expected, Records.read(log), disk.toString());
          assertEquals(expected, Small.reread(disk.crashLosingAll(CrashClass.POWER)));
        }
      }
    }
  }

  @Test
  void shouldRefuseACutOutsideTheLog() throws Exception {
    try (SegmentedLog log = Small.open(new SimDisk("outside"))) {
      Records.appendAndCommit(log, 'a', 3);

      assertThrows(IllegalArgumentException.class, () -> log.truncateAfter(-1));
      assertThrows(IllegalArgumentException.class, () -> log.truncateAfter(4));
      assertEquals("1-3a", Records.read(log));
    }
  }

  @Test
  void shouldKeepCountingAppendsThroughACut() throws Exception {
    try (SegmentedLog log = Small.open(new SimDisk("counters"))) {
      Records.appendAndCommit(log, 'a', RECORDS);
      log.truncateAfter(4);
      Records.appendAndCommit(log, 'b', 1);

      assertEquals(RECORDS + 1, log.counters().appends());
    }
  }
}
