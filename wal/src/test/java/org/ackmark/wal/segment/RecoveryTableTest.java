package org.ackmark.wal.segment;

import static org.ackmark.wal.segment.Records.run;
import static org.ackmark.wal.segment.Records.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What recovery does about damage: refuse where the lost record is known to have been durable, cut
 * where it may be a torn tail. Every expectation is written by hand.
 *
 * <p>The log has 30 records in three segments: 12, 12, 6. {@code sync} commits each, so that record
 * n says that n - 1 is durable; {@code never} says so only when it is opened and closed. A closed
 * log has a seal after record 30, in the third segment.
 */
class RecoveryTableTest {
  private static final int RECORDS = 30;
  private static final long[] POSITIONS = {1, 18, 29, 30};

  /** Damage to one record and nothing else. */
  private static final String ONE_RECORD =
      """
      log                      | 1        | 18        | 29        | 30
      sync, closed             | refuse 1 | refuse 18 | refuse 29 | refuse 30
      never, closed            | refuse 1 | refuse 18 | refuse 29 | refuse 30
      sync, crashed            | refuse 1 | refuse 18 | refuse 29 | cut to 29
      never, crashed           | cut to 0 | cut to 17 | cut to 28 | cut to 29
      never, crashed, snapshot | refuse 1 | refuse 18 | refuse 29 | refuse 30
      """;

  /** A block holds records 1 to 4, 17 to 20, or 29, 30 and the seal; there is a second seal. */
  private static final String BLOCK_ZEROED =
      """
      log                      | 1        | 18        | 29        | 30
      sync, closed             | refuse 1 | refuse 17 | refuse 29 | refuse 29
      never, closed            | refuse 1 | refuse 17 | refuse 29 | refuse 29
      sync, crashed            | refuse 1 | refuse 17 | cut to 28 | cut to 28
      never, crashed           | cut to 0 | cut to 16 | cut to 28 | cut to 28
      never, crashed, snapshot | refuse 1 | refuse 17 | refuse 29 | refuse 29
      """;

  /** A seal goes with the end of the third segment; the fourth has one too. */
  private static final String FILE_CUT =
      """
      log                      | 1        | 18        | 29        | 30
      sync, closed             | refuse 1 | refuse 18 | refuse 29 | refuse 30
      never, closed            | refuse 1 | refuse 18 | refuse 29 | refuse 30
      sync, crashed            | refuse 1 | refuse 18 | cut to 28 | cut to 29
      never, crashed           | cut to 0 | cut to 17 | cut to 28 | cut to 29
      never, crashed, snapshot | refuse 1 | refuse 18 | refuse 29 | refuse 30
      """;

  /** Each segment says which one was before it; the fourth was made when the third was begun. */
  private static final String FILE_DELETED =
      """
      log                      | 1        | 18        | 29        | 30
      sync, closed             | refuse 1 | refuse 13 | refuse 25 | refuse 25
      never, closed            | refuse 1 | refuse 13 | refuse 25 | refuse 25
      sync, crashed            | refuse 1 | refuse 13 | refuse 25 | refuse 25
      never, crashed           | refuse 1 | refuse 13 | refuse 25 | refuse 25
      never, crashed, snapshot | refuse 1 | refuse 13 | refuse 25 | refuse 25
      """;

  /** A segment that is not what its name says: refused without looking further. */
  private static final String SEGMENT_BAD =
      """
      log                      | 1        | 18        | 29        | 30
      sync, closed             | refuse   | refuse    | refuse    | refuse
      never, closed            | refuse   | refuse    | refuse    | refuse
      sync, crashed            | refuse   | refuse    | refuse    | refuse
      never, crashed           | refuse   | refuse    | refuse    | refuse
      never, crashed, snapshot | refuse   | refuse    | refuse    | refuse
      """;

  private static String table(Damage damage) {
    return switch (damage) {
      case BLOCK_ZEROED -> BLOCK_ZEROED;
      case FILE_CUT -> FILE_CUT;
      case FILE_DELETED -> FILE_DELETED;
      case SEGMENT_HEADER_FLIP,
          SEGMENT_HEADER_ZEROED,
          SWAPPED_WITH_A_NEIGHBOUR,
          OF_ANOTHER_LOG,
          OF_ANOTHER_FORMAT_VERSION ->
          SEGMENT_BAD;
      default -> ONE_RECORD;
    };
  }

  static Stream<Arguments> cells() {
    return Arrays.stream(Damage.values()).flatMap(RecoveryTableTest::cells);
  }

  private static Stream<Arguments> cells(Damage damage) {
    return table(damage).lines().skip(1).flatMap(line -> cells(damage, line));
  }

  private static Stream<Arguments> cells(Damage damage, String line) {
    List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
    return Stream.of(0, 1, 2, 3)
        .map(i -> Arguments.of(damage, columns.getFirst(), POSITIONS[i], columns.get(i + 1)));
  }

  @ParameterizedTest(name = "{0} of record {2}, {1}: {3}")
  @MethodSource("cells")
  void shouldRefuseOrCut(Damage damage, String log, long lsn, String expected) throws Exception {
    SimDisk disk = log(log);
    damage.apply(disk, lsn);

    if (expected.equals("refuse")) {
      CorruptLogException e = assertRefused(disk, log);
      boolean swapped =
          damage == Damage.SWAPPED_WITH_A_NEIGHBOUR || damage == Damage.OF_ANOTHER_LOG;
      assertTrue(swapped || e.file().equals(Damage.segment(lsn)), e.getMessage());
    } else if (expected.startsWith("refuse")) {
      assertNames(place(damage, number(expected)), assertRefused(disk, log));
    } else {
      assertCut(disk, log, number(expected));
    }
  }

  private static long number(String expected) {
    return Long.parseLong(expected.substring(expected.lastIndexOf(' ') + 1));
  }

  /** A refused log is left as it was, so it is refused again. */
  private static CorruptLogException assertRefused(SimDisk disk, String log) {
    CorruptLogException e = assertThrows(CorruptLogException.class, () -> open(disk, log));
    CorruptLogException again = assertThrows(CorruptLogException.class, () -> open(disk, log));
    assertEquals(e.getMessage(), again.getMessage());
    return e;
  }

  private static String place(Damage damage, long lsn) {
    if (damage == Damage.FILE_DELETED) {
      return Damage.segment(lsn) + " offset=0 lsn=" + lsn;
    }
    return Damage.segment(lsn) + " offset=" + Damage.offset(lsn) + " lsn=" + lsn;
  }

  private static void assertNames(String place, CorruptLogException e) {
    assertEquals(place, e.file() + " offset=" + e.offset() + " lsn=" + e.lsn(), e.getMessage());
  }

  private static void assertCut(SimDisk disk, String log, long last) throws Exception {
    try (SegmentedLog opened = open(disk, log)) {
      assertEquals(run(1, last, 'a'), Records.read(opened));
      assertEquals(last, opened.recoveryCut().afterLsn());
      assertEquals(run(1, last, 'a'), Small.reread(disk.crashLosingAll(CrashClass.POWER)));
      Records.appendAndCommit(opened, 'b', 1);
    }
    assertEquals(runs(run(1, last, 'a'), run(last + 1, last + 1, 'b')), Small.reread(disk));
  }

  private static WalOptions options(String log) {
    return Small.options(log.startsWith("sync") ? Variant.SYNC : Variant.BUFFERED)
        .withSegmentBytes(Damage.SEGMENT_BYTES)
        .withPreallocation(Preallocation.SPARSE, 0);
  }

  private static SegmentedLog open(SimDisk disk, String log) throws Exception {
    long known = log.endsWith("snapshot") ? RECORDS : 0;
    return SegmentedLog.open(disk, options(log).withKnownDurableLsn(known));
  }

  private static SimDisk log(String name) throws Exception {
    return log(name, RECORDS);
  }

  private static SimDisk log(String name, int records) throws Exception {
    SimDisk disk = new SimDisk(name);
    SimDisk crashed;
    try (SegmentedLog log = SegmentedLog.open(disk, options(name))) {
      Records.appendAndCommit(log, 'a', records);
      if (name.endsWith("snapshot")) {
        log.await(records, Level.SYNCED); // as a snapshot does; no entry says so
      }
      awaitNextSegment(disk, records);
      crashed = disk.crashLosingAll(CrashClass.PROCESS);
    }
    return name.contains("closed") ? disk : crashed;
  }

  private static void awaitNextSegment(SimDisk disk, long lastLsn) throws Exception {
    while (!disk.list().contains(Damage.segment(lastLsn + Damage.PER_SEGMENT))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldAcceptALogThatIsNotDamaged() throws Exception {
    for (String name : ONE_RECORD.lines().skip(1).map(l -> l.split("\\|")[0].trim()).toList()) {
      assertCut(log(name), name, RECORDS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 12, 30})
  void shouldRefuseDamageToTheFirstRecordOfALogThatWasOpenedSince(int records) throws Exception {
    SimDisk disk = log("sync, closed", records);
    open(disk, "sync").close(); // its header says that all of them are kept
    Damage.ENTRY_ZEROED.apply(disk, 1);

    assertNames(place(Damage.ENTRY_ZEROED, 1), assertRefused(disk, "sync"));
  }

  @Test
  void shouldRefuseWhenEveryRecordIsGoneThoughAHeaderSaysThatTheyAreKept() throws Exception {
    SimDisk disk = log("sync, closed");
    open(disk, "sync").close();
    for (long lsn : new long[] {1, 13, 25}) {
      Raw.delete(disk, Damage.segment(lsn));
    }

    assertEquals(1, assertRefused(disk, "sync").lsn());
  }

  @Test
  void shouldNameTheDamagedRecordThoughMarksFollowInLaterSegments() throws Exception {
    SimDisk disk = log("sync, closed");
    open(disk, "sync").close(); // leaves a segment with a seal and no record
    Damage.PAYLOAD_FLIP.apply(disk, 30);

    assertNames(place(Damage.PAYLOAD_FLIP, 30), assertRefused(disk, "sync"));
  }

  @Test
  void shouldReportTheBytesOfEveryEntryThatWasCutOff() throws Exception {
    SimDisk disk = log("never, crashed");
    Damage.ENTRY_ZEROED.apply(disk, 18);

    try (SegmentedLog log = open(disk, "never")) {
      assertEquals(17, log.recoveryCut().afterLsn());
      long found = 12 * 1024L; // records 19 to 30
      assertTrue(log.recoveryCut().bytes() >= found, "bytes=" + log.recoveryCut().bytes());
    }
  }
}
