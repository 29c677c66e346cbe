package org.ackmark.wal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ackmark.wal.Variant;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Records larger than a share of the buffer, than a group, and than a segment. */
class LargeRecordTest {
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MEMORY")
  void shouldReadLargeRecordsBack(Variant variant) throws Exception {
    int[] lengths = {4047, 4048, 4049, 4056, 5000, 5001, 8152, 8192, 12_248, 70_001, 300_000};
    SimDisk disk = new SimDisk("large");
    try (SegmentedLog log = Small.open(disk, variant)) {
      for (int length : lengths) {
        log.commit(Records.append(log, 'a', length)); // a cell of noise: it knows its last byte
        log.commit(Records.append(log, 'a', 100));
      }

      assertEquals("1-22a", Records.read(log));
    }
    assertEquals("1-22a", Small.reread(disk.crashLosingAll(CrashClass.POWER)));
  }
}
