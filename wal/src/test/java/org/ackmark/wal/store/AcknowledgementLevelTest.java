package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.sim.CrashClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that acknowledges earlier, or later, than its log would. */
@Timeout(30)
class AcknowledgementLevelTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  private static LogStore open(Machine machine, Level level) throws IOException {
    return machine.open(StoreOptions.DEFAULTS.withLevel(level));
  }

  private static Optional<Bytes> after(CrashClass crash, Machine machine) throws IOException {
    Machine found = new Machine(machine.simDisk().crashLosingAll(crash), machine.opener());
    try (LogStore store = found.open()) {
      return store.get(A);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"GROUP", "SYNC", "MMAP_GROUP"})
  void shouldAcknowledgeBeforeTheSyncThatGoesOnBehindIt(Variant variant) throws Exception {
    Machine machine = Machine.simulated(variant);
    try (LogStore store = open(machine, Level.WRITTEN);
        HeldSyncs syncs = new HeldSyncs()) {
      machine.simDisk().hook(syncs);
      syncs.hold();
      CompletableFuture<Boolean> written = store.putAsync(A, ONE).toCompletableFuture();
      syncs.awaitHeld(); // the log's own commit is under way without anybody who waits for it
      assertTrue(written.get());
      assertEquals(Optional.of(ONE), store.get(A));
      syncs.release();
      store.sync();
      assertTrue(store.counters().syncs() > 0);
    }
  }

  @Test
  void shouldLoseInALossOfPowerWhatItAcknowledgedAsWrittenAndSaySo() throws Exception {
    Machine machine = Machine.simulated(Variant.GROUP);
    try (LogStore store = open(machine, Level.WRITTEN);
        HeldSyncs syncs = new HeldSyncs()) {
      store.put(A, ONE);
      store.sync();
      machine.simDisk().hook(syncs);
      syncs.hold();
      store.put(A, TWO);
      assertEquals(Guarantee.PROCESS_CRASH, store.guarantee());
      assertEquals(Optional.of(TWO), after(CrashClass.PROCESS, machine));
      assertEquals(Optional.of(ONE), after(CrashClass.POWER, machine));
    }
  }

  @Test
  void shouldHaveSyncedWhatItAcknowledgesAsSyncedUnderALogThatNeverSyncs() throws Exception {
    Machine machine = Machine.simulated(Variant.BUFFERED);
    try (LogStore store = open(machine, Level.SYNCED)) {
      store.put(A, ONE);
      assertEquals(Guarantee.POWER_LOSS, store.guarantee());
      assertEquals(Optional.of(ONE), after(CrashClass.POWER, machine));
      store.putAsync(A, TWO).toCompletableFuture().get();
      assertEquals(Optional.of(TWO), after(CrashClass.POWER, machine));
    }
  }

  @Test
  void shouldPromiseNothingForWhatItHasReceivedOnly() throws Exception {
    try (LogStore store = open(Machine.simulated(Variant.GROUP), Level.RECEIVED)) {
      store.put(A, ONE);
      assertEquals(Optional.of(ONE), store.get(A));
      assertEquals(Guarantee.NOTHING, store.guarantee());
    }
  }

  @Test
  void shouldPromiseWhatTheLogDoesWhenAskedForNoLevelOrForTheSame() throws Exception {
    Machine machine = Machine.simulated(Variant.ASYNC);
    try (LogStore store = machine.open()) {
      assertEquals(Guarantee.PROCESS_CRASH, store.guarantee());
    }
    try (LogStore store = open(machine, Level.WRITTEN)) {
      assertEquals(Guarantee.PROCESS_CRASH, store.guarantee());
    }
  }

  @Test
  void shouldRefuseALevelThatItsLogNeverReachesAndReleaseTheLog() {
    Machine machine = Machine.simulated(Variant.MEMORY);
    assertThrows(IllegalArgumentException.class, () -> open(machine, Level.WRITTEN));
    assertFalse(StoreOptions.DEFAULTS.level().isPresent());
  }
}
