package org.ackmark.wal.segment;

import static org.ackmark.wal.segment.Records.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.format.SegmentName;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The low-water mark: where a log starts, whatever files lie below. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LowWaterTest {
  private static final int RECORDS = 20; // five segments of four
  private static final long MARK = 14; // in the fourth

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MEMORY")
  void shouldHaveTheMarkOnTheDeviceBeforeAnythingIsDeleted(Variant variant) throws Exception {
    for (Preallocation preallocation : List.of(Preallocation.ZERO_FILLED, Preallocation.RECYCLED)) {
      SimDisk disk = new SimDisk(variant + " " + preallocation);
      WalOptions options = Small.options(variant).withPreallocation(preallocation, 2);
      List<SimDisk> whenDeleting = new ArrayList<>();
      try (SegmentedLog log = SegmentedLog.open(disk, options)) {
        Records.appendAndCommit(log, 'a', RECORDS);
        disk.hook(operation -> keepIfDeleting(operation, disk, whenDeleting));
        log.truncateBefore(Math.min(MARK, log.durableLsn() + 1));
        if (log.firstLsn() == MARK) {
          awaitDeletionBelow(disk, 4);
        }
      }

      disk.hook(operation -> {});
      for (SimDisk found : whenDeleting) {
        try (SegmentedLog log = Small.open(found)) {
          assertEquals(MARK, log.firstLsn(), found.toString());
          assertEquals(run(MARK, log.appendedLsn(), 'a'), Records.read(log));
        }
      }
      boolean deletes = variant.guarantee().equals(Variant.SYNC.guarantee());
      assertEquals(deletes, !whenDeleting.isEmpty(), "vacuous for " + disk);
    }
  }

  private static void keepIfDeleting(Operation operation, SimDisk disk, List<SimDisk> found) {
    boolean goes =
        operation.kind() == Operation.Kind.DELETE || operation.kind() == Operation.Kind.RENAME;
    if (goes && operation.name().startsWith("segment")) {
      found.add(disk.crashLosingAll(CrashClass.POWER));
    }
  }

  private static void awaitDeletionBelow(SimDisk disk, long number) throws Exception {
    while (Raw.segments(disk).getFirst().compareTo(segment(number)) < 0) {
      Thread.sleep(1); // the log's background does it; the time limit ends this
    }
  }

  /** A closed log whose first three segments lie wholly below the mark; returns their bytes. */
  private static List<byte[]> logWithMark(SimDisk disk) throws Exception {
    List<byte[]> old = new ArrayList<>();
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', RECORDS);
      for (String name : Raw.segments(disk).subList(0, 3)) {
        old.add(disk.contents(name));
      }
      log.truncateBefore(MARK);
      awaitDeletionBelow(disk, 4);
    }
    return old;
  }

  private static String segment(long number) {
    return "segment-%012d".formatted(number);
  }

  @Test
  void shouldIgnoreResurrectedSegmentsBelowTheMark() throws Exception {
    for (int subset = 0; subset < 8; subset++) {
      for (boolean damaged : List.of(false, true)) {
        SimDisk disk = new SimDisk("resurrected " + subset + (damaged ? " damaged" : ""));
        List<byte[]> old = logWithMark(disk);
        for (int i = 0; i < 3; i++) {
          if ((subset & (1 << i)) != 0) {
            byte[] bytes = old.get(i);
            bytes[4096 + 1024 * i + 500] ^= (byte) (damaged ? 1 : 0);
            Raw.put(disk, segment(i + 1), bytes);
          }
        }

        assertEquals("14-20a", Small.reread(disk), disk.toString());
        assertEquals("14-20a", Small.reread(disk), disk + " again");
      }
    }
  }

  @Test
  void shouldIgnoreDamageBelowTheMarkInASegmentThatStays() throws Exception {
    SimDisk disk = new SimDisk("damage below");
    logWithMark(disk);

    disk.corrupt(segment(4), 4096 + 100, 3); // LSN 13

    assertEquals("14-20a", Small.reread(disk));
  }

  @Test
  void shouldRefuseDamageAtTheMark() throws Exception {
    SimDisk disk = new SimDisk("damage at the mark");
    logWithMark(disk);
    disk.corrupt(segment(4), 4096 + 1024 + 100, 3); // LSN 14

    CorruptLogException e = assertThrows(CorruptLogException.class, () -> Small.open(disk));

    assertEquals(
        segment(4) + " 5120 14", e.file() + " " + e.offset() + " " + e.lsn(), e.getMessage());
  }

  @Test
  void shouldRefuseWhenASegmentAboveTheMarkIsMissing() throws Exception {
    for (long number = 4; number <= 5; number++) {
      SimDisk disk = new SimDisk("missing " + number);
      logWithMark(disk);
      Raw.delete(disk, segment(number));

      CorruptLogException e = assertThrows(CorruptLogException.class, () -> Small.open(disk));

      assertEquals(number == 4 ? 14 : 17, e.lsn(), e.getMessage());
    }
  }

  @Test
  void shouldKeepTheMarkThroughACut() throws Exception {
    SimDisk disk = new SimDisk("cut");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', RECORDS);
      log.truncateBefore(MARK);
      log.truncateAfter(15);
      Records.appendAndCommit(log, 'b', 1);

      assertEquals("14-15a 16-16b", Small.reread(disk.crashLosingAll(CrashClass.POWER)));
    }
    assertEquals("14-15a 16-16b", Small.reread(disk));
  }

  @Test
  void shouldKeepAMarkWhereverItStands() throws Exception {
    for (int records = 1; records <= 13; records++) { // 4, 8 and 12: the mark starts a segment
      for (long mark = 2; mark <= records + 1; mark++) {
        SimDisk disk = new SimDisk(records + " records, mark " + mark);
        try (SegmentedLog log = Small.open(disk)) {
          Records.appendAndCommit(log, 'a', records);
          log.truncateBefore(mark);

          SimDisk found = disk.crashLosingAll(CrashClass.POWER);
          assertEquals(run(mark, records, 'a'), Small.reread(found), found.toString());
        }
        assertEquals(run(mark, records, 'a'), Small.reread(disk), disk.toString());
      }
    }
  }

  @Test
  void shouldNeverMoveTheMarkBack() throws Exception {
    SimDisk disk = new SimDisk("marks");
    for (long mark : new long[] {3, 7, 7, 5, 12, 16, 16, 21}) {
      try (SegmentedLog log = Small.open(disk)) {
        Records.appendAndCommit(log, 'a', 3);
        long before = log.firstLsn();
        log.truncateBefore(mark);
        assertEquals(Math.max(before, mark), log.firstLsn());
      }
      try (SegmentedLog log = Small.open(disk.crashLosingAll(CrashClass.POWER))) {
        assertEquals(Math.max(mark, log.firstLsn()), log.firstLsn());
        assertEquals(run(log.firstLsn(), log.appendedLsn(), 'a'), Records.read(log));
      }
    }
  }

  @Test
  void shouldGoOnCountingWhenEveryRecordIsBelowTheMark() throws Exception {
    SimDisk disk = new SimDisk("all below");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', RECORDS);
      log.truncateBefore(RECORDS + 1);
      assertEquals(RECORDS, log.appendedLsn());
      assertAllBelow(disk.crashLosingAll(CrashClass.POWER));
    }
    assertAllBelow(disk);
    assertAllBelow(disk);
    assertAllBelow(disk.crashLosingAll(CrashClass.POWER));
    try (SegmentedLog log = Small.open(disk)) {
      assertEquals(RECORDS + 1, Records.append(log, 'b', 100));
    }
    assertEquals("21-21b", Small.reread(disk));
  }

  private static void assertAllBelow(SimDisk disk) throws IOException {
    try (SegmentedLog log = Small.open(disk)) {
      assertEquals(RECORDS + 1, log.firstLsn());
      assertEquals(RECORDS, log.appendedLsn());
      assertEquals("", Records.read(log));
    }
  }

  @Test
  void shouldRetireOldSegmentsThoughAnEmptyOneFollowsThem() throws Exception {
    SimDisk disk = new SimDisk("empty between");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', 8);
    }
    Small.open(disk).close(); // leaves a segment with a seal and no record
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', 12);
      log.truncateBefore(RECORDS);
      awaitDeletionBelow(disk, 4); // the first two, and the empty one
    }
  }

  // The background's directory sync fails; after a restart of the process alone a second one
  // succeeds and proves nothing about the spare's name.
  @Test
  void shouldNotReuseAFileWhoseOldNameMayComeBack() throws Exception {
    SimDisk disk = new SimDisk("spare");
    WalOptions options = Small.options(Variant.SYNC).withPreallocation(Preallocation.RECYCLED, 4);
    SegmentedLog old = SegmentedLog.open(disk, options);
    Records.appendAndCommit(old, 'a', RECORDS + 1); // there is room for the mark
    Raw.awaitSegment(disk, 7);
    disk.faults().fail(Operation.Kind.SYNC_DIRECTORY, 1);
    old.truncateBefore(MARK);
    awaitDeletionBelow(disk, 4);
    SimDisk restarted = disk.crashLosingAll(CrashClass.PROCESS);
    assertThrows(IOException.class, old::close); // it tells of the failure that it had

    try (SegmentedLog log = SegmentedLog.open(restarted, options)) {
      Records.appendAndCommit(log, 'b', 12); // takes the spares
      assertEquals("14-21a 22-33b", Small.reread(restarted.crashLosingAll(CrashClass.POWER)));
    }
  }

  // The process dies before the header of a segment is synced: nothing may give that file a final
  // name, though what the next opening sees of it is whole.
  @Test
  void shouldNotNameAFileThatWasLeftInTheMaking() throws Exception {
    WalOptions options = Small.options(Variant.SYNC).withPreallocation(Preallocation.RECYCLED, 4);
    SimDisk disk = new SimDisk("in the making");
    List<SimDisk> unfinished = new ArrayList<>();
    try (SegmentedLog log = SegmentedLog.open(disk, options)) {
      Records.appendAndCommit(log, 'a', 2); // the second segment was made, or is being made
      disk.hook(op -> {
        if (op.kind() == Operation.Kind.SYNC && SegmentName.isUnfinished(op.name())) {
          unfinished.add(disk.crashLosingAll(CrashClass.PROCESS));
        }
      });
      Records.appendAndCommit(log, 'a', RECORDS);
    }

    int openings = 0;
    for (SimDisk found : unfinished) {
      List<SimDisk> again = new ArrayList<>();
      found.hook(op -> {
        if (op.kind().changes()) {
          again.addAll(
              IntStream.range(0, 20).mapToObj(i -> found.crash(CrashClass.OS, i)).toList());
        }
      });
      SegmentedLog.open(found, options).close();
      for (SimDisk crashed : again) {
        SegmentedLog.open(crashed, options).close(); // else refused: a segment without a header
        openings++;
      }
    }
    assertTrue(openings > 100, "vacuous, openings=" + openings);
  }
}
