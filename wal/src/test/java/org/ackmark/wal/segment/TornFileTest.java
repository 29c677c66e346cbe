package org.ackmark.wal.segment;

import static org.ackmark.wal.segment.Records.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/**
 * A segment cut at each of its bytes: the log opens with the records before the cut, or it is
 * refused where one that is lost is known to have been durable.
 */
class TornFileTest {
  private static final int[] LENGTHS = {1, 60, 7, 130, 64, 29}; // of the last segment's payloads
  private static final int RECORDS = 4 + LENGTHS.length;
  private static final WalOptions OPTIONS = Small.unfilled(Variant.SYNC);

  /** Four records fill the first segment, the others stand in the second. */
  private static SimDisk log(boolean closed) throws Exception {
    SimDisk disk = new SimDisk(closed ? "closed" : "crashed");
    try (SegmentedLog log = SegmentedLog.open(disk, OPTIONS)) {
      Records.appendAndCommit(log, 'a', 4);
      for (int length : LENGTHS) {
        log.commit(Records.append(log, 'a', length));
      }
      if (!closed) {
        return disk.crashLosingAll(CrashClass.POWER);
      }
    }
    return disk;
  }

  /** Where the records of the second segment end, by hand: 40 bytes and a payload of 13 or more. */
  private static List<Long> ends() {
    List<Long> ends = new ArrayList<>();
    long end = SegmentHeader.BYTES;
    for (int length : LENGTHS) {
      end += EntryHeader.BYTES + Math.max(13, length);
      ends.add(end); // the padding may be missing
      end = (end + 7) / 8 * 8;
    }
    return ends;
  }

  /** W9: a torn end costs the record that is torn, and never one before it. */
  @Test
  void shouldKeepWhatStandsBeforeTheCutOfTheLastSegment() throws Exception {
    SimDisk whole = log(false);
    int size = whole.contents(Damage.segment(13)).length;
    for (int length = SegmentHeader.BYTES; length <= size; length++) {
      SimDisk disk = whole.crash(CrashClass.PROCESS, 0);
      disk.truncate(Damage.segment(13), length);

      assertEquals(run(1, 4 + whole(length), 'a'), Small.reread(disk), "cut at " + length);
    }
    assertEquals(RECORDS, 4 + whole(size), "the table of ends is wrong");
  }

  private static long whole(long length) {
    return ends().stream().filter(end -> end <= length).count();
  }

  @Test
  void shouldRefuseWhereALostRecordIsKnownToHaveBeenDurable() throws Exception {
    refusesWhereARecordIsLost(log(false), OPTIONS.withKnownDurableLsn(RECORDS));
    refusesWhereARecordIsLost(log(true), OPTIONS); // the seal after it says so
  }

  private static void refusesWhereARecordIsLost(SimDisk whole, WalOptions options)
      throws Exception {
    for (int length = SegmentHeader.BYTES; length <= ends().getLast(); length++) {
      SimDisk disk = whole.crash(CrashClass.PROCESS, 0);
      disk.truncate(Damage.segment(13), length);
      if (whole(length) == LENGTHS.length) {
        SegmentedLog.open(disk, options).close();
      } else {
        assertEquals(4 + whole(length) + 1, assertRefused(disk, options).lsn());
      }
    }
  }

  @Test
  void shouldRefuseEveryCutOfAnEarlierSegment() throws Exception {
    SimDisk whole = log(false);
    for (int length = 0; length < SegmentHeader.BYTES + 4 * 1024; length++) {
      SimDisk disk = whole.crash(CrashClass.PROCESS, 0);
      disk.truncate(Damage.segment(1), length);
      CorruptLogException e = assertRefused(disk, OPTIONS);
      long lsn = length < SegmentHeader.BYTES ? 0 : 1 + (length - SegmentHeader.BYTES) / 1024;
      assertEquals(Damage.segment(1) + " " + lsn, e.file() + " " + e.lsn(), "cut at " + length);
    }
  }

  private static CorruptLogException assertRefused(SimDisk disk, WalOptions options) {
    return assertThrows(CorruptLogException.class, () -> SegmentedLog.open(disk, options));
  }
}
