package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/** What an opening takes from the directory, and what it refuses. */
class OpeningTest {
  private static final StoreOptions KEEP_LOG =
      StoreOptions.DEFAULTS.withLowWaterMark((snapshotLsn, ages) -> 1);

  private final Machine machine = Machine.simulated(Variant.GROUP);
  private final SimDisk disk = machine.simDisk();

  private static Bytes key(int i) {
    return Bytes.utf8("key" + i);
  }

  /** Ten puts, a snapshot, ten puts, a snapshot, five puts, closed. */
  private void fill(StoreOptions options) throws Exception {
    try (LogStore store = machine.open(options)) {
      for (int i = 1; i <= 25; i++) {
        store.put(key(i), key(i));
        if (i == 10 || i == 20) {
          // kept although a newer one comes: as if its deletion had been undone by a crash
          assertEquals(i, store.snapshot());
          copy(SnapshotName.of(i), "kept-" + i);
        }
      }
    }
    if (!disk.list().contains(SnapshotName.of(10))) {
      disk.rename("kept-10", SnapshotName.of(10));
    }
  }

  private void copy(String from, String to) throws IOException {
    byte[] bytes = disk.contents(from);
    try (var file = disk.create(to, FileMethod.FDATASYNC);
        var arena = Arena.ofConfined()) {
      var memory = arena.allocate(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      file.write(memory, 0, bytes.length, 0);
    }
  }

  private void assertHoldsAll(LogStore store) throws IOException {
    for (int i = 1; i <= 25; i++) {
      assertEquals(Optional.of(key(i)), store.get(key(i)), "key" + i);
    }
    assertEquals(25, store.visibleLsn());
  }

  @Test
  void shouldReplayOnlyWhatTheNewestSnapshotDoesNotHold() throws Exception {
    fill(StoreOptions.DEFAULTS);
    try (LogStore store = machine.open()) {
      assertHoldsAll(store);
      assertEquals(new StoreRecovery(20, 5, List.of()), store.recovery());
      assertEquals(20, store.snapshotLsn());
    }
  }

  @Test
  void shouldDeleteOlderSnapshotsAndUnfinishedOnesAndNothingElse() throws Exception {
    fill(StoreOptions.DEFAULTS);
    disk.create(SnapshotName.temporary(23), FileMethod.FDATASYNC).close();
    disk.create("notes.txt", FileMethod.FDATASYNC).close();
    machine.open().close();
    List<String> names = disk.list();
    assertTrue(names.contains(SnapshotName.of(20)));
    assertTrue(names.contains("notes.txt"));
    assertFalse(names.contains(SnapshotName.of(10)));
    assertFalse(names.contains(SnapshotName.temporary(23)));
  }

  @Test
  void shouldPassOverADamagedSnapshotWhenTheLogGoesOnFromAnOlderOne() throws Exception {
    fill(KEEP_LOG);
    disk.corrupt(SnapshotName.of(20), 100, 3);
    try (LogStore store = machine.open(KEEP_LOG)) {
      assertHoldsAll(store);
      assertEquals(10, store.recovery().snapshotLsn());
      assertEquals(15, store.recovery().replayedRecords());
      assertEquals(SnapshotName.of(20), store.recovery().refusedSnapshots().getFirst().file());
      assertEquals(25, store.snapshot());
    }
    assertFalse(disk.list().contains(SnapshotName.of(20)));
  }

  @Test
  void shouldPassOverEveryDamagedSnapshotWhenTheLogHasEverything() throws Exception {
    fill(KEEP_LOG);
    disk.corrupt(SnapshotName.of(20), 100, 3);
    disk.truncate(SnapshotName.of(10), 0);
    try (LogStore store = machine.open(KEEP_LOG)) {
      assertHoldsAll(store);
      assertEquals(0, store.recovery().snapshotLsn());
      assertEquals(2, store.recovery().refusedSnapshots().size());
    }
  }

  @Test
  void shouldRefuseADamagedSnapshotThatTheLogCannotReplace() throws Exception {
    fill(StoreOptions.DEFAULTS);
    disk.corrupt(SnapshotName.of(20), 100, 3);
    for (int attempt = 0; attempt < 2; attempt++) { // refusing changes nothing
      CorruptSnapshotException e = assertThrows(CorruptSnapshotException.class, machine::open);
      assertEquals(SnapshotName.of(20), e.file());
      assertTrue(e.getMessage().contains("offset=32"), e::getMessage);
    }
    disk.corrupt(SnapshotName.of(20), 100, 3); // flips it back
    try (LogStore store = machine.open()) {
      assertHoldsAll(store);
    }
  }

  @Test
  void shouldRefuseALogWhoseSnapshotIsMissing() throws Exception {
    fill(StoreOptions.DEFAULTS);
    disk.delete(SnapshotName.of(20));
    CorruptSnapshotException e = assertThrows(CorruptSnapshotException.class, machine::open);
    assertTrue(e.getMessage().contains("missing"), e::getMessage);
  }

  @Test
  void shouldRefuseALogThatEndsBelowItsSnapshot() throws Exception {
    fill(StoreOptions.DEFAULTS);
    for (String name : disk.list()) {
      if (name.startsWith("segment-")) {
        disk.delete(name);
      }
    }
    assertThrows(CorruptLogException.class, machine::open);
  }

  @Test
  void shouldRefuseAnotherLogThatEndsBelowTheSnapshotThoughItOpens() throws Exception {
    fill(StoreOptions.DEFAULTS);
    SimDisk other = new SimDisk("other");
    LogOpener careless = (d, knownDurableLsn) -> machine.opener().open(other, 0);
    CorruptLogException e =
        assertThrows(CorruptLogException.class, () -> new Machine(disk, careless).open());
    assertTrue(e.getMessage().contains("lsn=20"), e::getMessage);
    machine.opener().open(other, 0).close(); // the refusal released the lock
  }

  @Test
  void shouldTellTheLogHowFarASnapshotProvesIt() throws Exception {
    fill(StoreOptions.DEFAULTS);
    long[] told = new long[1];
    LogOpener noting =
        (d, knownDurableLsn) -> {
          told[0] = knownDurableLsn;
          return machine.opener().open(d, knownDurableLsn);
        };
    new Machine(disk, noting).open().close();
    assertEquals(20, told[0]);
  }

  @Test
  void shouldRefuseARecordThatNoStoreWrote() throws Exception {
    try (Wal log = machine.opener().open(disk, 0)) {
      log.append(StoreRecord.encode(Batch.put(key(1), key(1))));
      log.await(log.append(ByteBuffer.wrap(new byte[] {9, 9, 9})), Level.SYNCED);
    }
    CorruptRecordException e = assertThrows(CorruptRecordException.class, machine::open);
    assertEquals(2, e.lsn());
  }

  @Test
  void shouldFindTheSameHoweverOftenItIsOpened() throws Exception {
    fill(StoreOptions.DEFAULTS);
    Machine copy = machine.crash(CrashClass.PROCESS, 0);
    StoreRecovery first;
    List<Entry> entries;
    try (LogStore store = copy.open()) {
      first = store.recovery();
      entries = store.scan(Bytes.EMPTY, Bytes.EMPTY, 100);
    }
    for (int i = 0; i < 3; i++) {
      copy = copy.crash(CrashClass.POWER, i);
      try (LogStore store = copy.open()) {
        assertEquals(first, store.recovery());
        assertEquals(entries, store.scan(Bytes.EMPTY, Bytes.EMPTY, 100));
        assertHoldsAll(store);
      }
    }
  }
}
