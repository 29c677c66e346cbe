package org.ackmark.quorum.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of a coordinator's starts. */
class IncarnationTest {
  /** Q19: each start of a coordinator has a number of its own, synced before it is used. */
  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"SYNC", "BUFFERED", "ASYNC", "GROUP"})
  void shouldNeverComeTwiceThoughPowerIsLostRightAfterIt(Variant variant) throws Exception {
    LogOpener opener = LogOpener.of(WalOptions.of(variant).withSegmentBytes(16 << 10));
    SimDisk disk = new SimDisk("alice");
    for (int expected = 1; expected <= 5; expected++) {
      try (LogStore store = LogStore.open(disk, opener, StoreOptions.DEFAULTS)) {
        assertEquals(expected, Incarnation.next(store));
        disk = disk.crashLosingAll(CrashClass.POWER);
      }
    }
  }
}
