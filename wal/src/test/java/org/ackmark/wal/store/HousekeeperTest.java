package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.wal.Variant;
import org.ackmark.wal.sim.Operation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Snapshots and cleanings that nobody asked for. */
@Timeout(60)
class HousekeeperTest {
  private static final Bytes KEY = Bytes.utf8("key");
  private static final StoreOptions EVERY_TEN = StoreOptions.DEFAULTS.withSnapshotEveryRecords(10);

  private final Machine machine = Machine.simulated(Variant.GROUP);

  private static void put(LogStore store, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      store.put(KEY, Bytes.of(new byte[100]));
    }
  }

  private static void awaitSnapshot(LogStore store, long atLeastLsn) throws InterruptedException {
    while (store.snapshotLsn() < atLeastLsn) {
      Thread.sleep(1);
    }
  }

  @Test
  void shouldTakeASnapshotEverySoManyRecords() throws Exception {
    try (LogStore store = machine.open(EVERY_TEN)) {
      put(store, 9);
      Thread.sleep(20);
      assertEquals(0, store.snapshotLsn());
      put(store, 1);
      awaitSnapshot(store, 10);
      put(store, 10);
      awaitSnapshot(store, 20);
    }
    try (LogStore store = machine.open(EVERY_TEN)) {
      put(store, 9);
      Thread.sleep(20);
      assertEquals(20, store.snapshotLsn());
      put(store, 1);
      awaitSnapshot(store, 30);
    }
  }

  @Test
  void shouldTakeASnapshotEverySoManyBytes() throws Exception {
    try (LogStore store = machine.open(StoreOptions.DEFAULTS.withSnapshotEveryBytes(10_000))) {
      put(store, 80);
      Thread.sleep(20);
      assertEquals(0, store.snapshotLsn());
      put(store, 20);
      awaitSnapshot(store, 85);
    }
  }

  @Test
  void shouldCountTheRecordsThatAnOpeningReplayed() throws Exception {
    try (LogStore store = machine.open()) {
      put(store, 25);
    }
    try (LogStore store = machine.open(EVERY_TEN)) {
      awaitSnapshot(store, 25);
    }
  }

  @Test
  void shouldKeepAFailureForWhoeverAsksAndTryAgainWithTheNextRecords() throws Exception {
    try (LogStore store = machine.open(EVERY_TEN)) {
      machine.simDisk().faults().fail(Kind.CREATE, 1);
      put(store, 10);
      while (store.housekeepingFailure().isEmpty()) {
        Thread.sleep(1);
      }
      assertEquals(0, store.snapshotLsn());
      put(store, 10);
      awaitSnapshot(store, 20);
      while (store.housekeepingFailure().isPresent()) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void shouldCleanTheLogAsTimePasses() throws Exception {
    AtomicLong nowNs = new AtomicLong();
    StoreOptions options =
        StoreOptions.DEFAULTS
            .withLowWaterMark(LowWaterMark.keeping(Duration.ofHours(1)))
            .withCleanEvery(Duration.ofMillis(1))
            .withClockNs(nowNs::get);
    try (LogStore store = machine.open(options)) {
      put(store, 1_000);
      store.snapshot();
      long before = segments();
      assertTrue(before > 2, "segments=" + before);
      nowNs.set(Duration.ofHours(1).toNanos());
      while (segments() >= before) { // nobody writes, and nobody asks for it
        Thread.sleep(1);
      }
    }
  }

  private long segments() throws Exception {
    return machine.disk().list().stream().filter(name -> name.startsWith("segment-")).count();
  }

  @Test
  void shouldEndWithTheStore() throws Exception {
    LogStore store = machine.open(EVERY_TEN.withCleanEvery(Duration.ofMillis(1)));
    put(store, 100);
    store.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("ackmark-store")));
  }

  @Test
  void shouldRefuseIntervalsThatCannotBe() {
    StoreOptions defaults = StoreOptions.DEFAULTS;
    assertRefused(() -> defaults.withSnapshotEveryRecords(-1));
    assertRefused(() -> defaults.withSnapshotEveryBytes(-1));
    assertRefused(() -> defaults.withCleanEvery(Duration.ofNanos(-1)));
  }

  private static void assertRefused(Runnable action) {
    assertThrows(IllegalArgumentException.class, action::run);
  }
}
