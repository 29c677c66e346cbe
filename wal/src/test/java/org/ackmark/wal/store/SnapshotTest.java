package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ackmark.wal.Variant;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation.Kind;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SnapshotTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes ONE = Bytes.utf8("1");

  @TempDir Path directory;

  private final Machine machine = Machine.simulated(Variant.GROUP);
  private final SimDisk disk = machine.simDisk();

  private static Bytes number(int i) {
    return Bytes.utf8("%06d".formatted(i));
  }

  private static List<String> snapshots(Machine machine) throws IOException {
    return machine.disk().list().stream().filter(n -> n.startsWith("snapshot-")).sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#durableKinds")
  void shouldHoldAPrefixOfTheLogThoughWritesGoOn(MachineKind kind) throws Exception {
    Machine onDisk = kind.machine(directory);
    AtomicBoolean writing = new AtomicBoolean(true);
    List<Long> snapshotLsns = new ArrayList<>();
    try (LogStore store = onDisk.open();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      // each record is one new key: the n-th in order of the keys has LSN n
      Future<?> writer = threads.submit(() -> writeNumbers(store, writing));
      for (int i = 1; i <= 4; i++) {
        awaitVisible(store, 40 + (i == 1 ? 0 : snapshotLsns.getLast()), writer);
        snapshotLsns.add(store.snapshot());
        assertHoldsPrefix(onDisk, snapshotLsns.getLast());
      }
      writing.set(false);
      writer.get();
      assertTrue(store.visibleLsn() >= snapshotLsns.getLast());
    }
    assertEquals(snapshotLsns.stream().distinct().sorted().toList(), snapshotLsns);
    try (LogStore store = onDisk.open()) {
      int entries = store.scan(Bytes.EMPTY, Bytes.EMPTY, 1_000_000).size();
      assertEquals(store.visibleLsn(), entries);
    }
  }

  private static Void writeNumbers(LogStore store, AtomicBoolean writing) throws Exception {
    for (int i = 1; writing.get(); i++) {
      store.put(number(i), ONE);
    }
    return null;
  }

  private static void awaitVisible(LogStore store, long lsn, Future<?> writer) throws Exception {
    while (store.visibleLsn() < lsn) {
      assertFalse(writer.isDone());
      Thread.sleep(1);
    }
  }

  private static void assertHoldsPrefix(Machine machine, long lsn) throws IOException {
    assertEquals(List.of(SnapshotName.of(lsn)), snapshots(machine));
    StoreState state = new SnapshotFiles(machine.disk()).newest(lsn + 1, new ArrayList<>());
    assertEquals(lsn, state.tree().nodes());
    assertEquals(number((int) lsn), last(state));
  }

  private static Bytes last(StoreState state) throws IOException {
    Bytes[] last = new Bytes[1];
    state.tree().forEach(node -> last[0] = node.key);
    return last[0];
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#crashable")
  void shouldSyncTheLogFirstUnderEveryPolicy(MachineKind kind) throws Exception {
    Machine live = kind.machine(directory);
    List<Machine> found = new ArrayList<>();
    try (LogStore store = live.open()) {
      store.put(A, ONE);
      live.simDisk()
          .hook(operation -> {
            if (operation.kind() == Kind.CREATE && operation.name().startsWith("snapshot-")) {
              SimDisk lossiest = live.simDisk().crashLosingAll(CrashClass.POWER);
              found.add(new Machine(lossiest, live.opener()));
            }
          });
      assertEquals(1, store.snapshot());
    }
    assertEquals(1, found.size());
    try (LogStore store = found.getFirst().open()) {
      assertEquals(Optional.of(ONE), store.get(A));
    }
  }

  /** W10: each step of a snapshot is durable before the next: temporary file, name, mark. */
  @Test
  void shouldMakeEachStepDurableBeforeTheNextThatRestsOnIt() throws Exception {
    try (LogStore store = machine.open()) {
      store.put(A, ONE);
      store.snapshot();
      store.put(A, ONE);
      List<String> steps = new ArrayList<>();
      disk.hook(operation -> steps.add(operation.kind() + " " + operation.name()));
      store.snapshot();
      String temporary = SnapshotName.temporary(2);
      List<String> expected =
          List.of(
              "CREATE " + temporary,
              "WRITE " + temporary,
              "SYNC " + temporary,
              "RENAME " + temporary,
              "SYNC_DIRECTORY .",
              "WRITE segment", // the low-water mark
              "SYNC segment",
              "DELETE " + SnapshotName.of(1));
      assertEquals(expected, inOrder(steps, expected));
    }
  }

  /** Those of {@code expected} that occur in {@code steps} in this order. */
  private static List<String> inOrder(List<String> steps, List<String> expected) {
    List<String> found = new ArrayList<>();
    for (String step : steps) {
      if (found.size() < expected.size() && step.startsWith(expected.get(found.size()))) {
        found.add(expected.get(found.size()));
      }
    }
    return found;
  }

  @Test
  void shouldNotWriteWhatTheNewestSnapshotHoldsAlready() throws Exception {
    try (LogStore store = machine.open()) {
      assertEquals(0, store.snapshot());
      store.put(A, ONE);
      assertEquals(1, store.snapshot());
      long creations = disk.counts().of(Kind.CREATE).operations();
      assertEquals(1, store.snapshot());
      assertEquals(creations, disk.counts().of(Kind.CREATE).operations());
    }
    try (LogStore store = machine.open()) {
      assertEquals(1, store.snapshot());
    }
  }

  @Test
  void shouldRefuseOnALogThatCanNeverSync() throws Exception {
    Machine memory = Machine.simulated(Variant.MEMORY);
    try (LogStore store = memory.open()) {
      store.put(A, ONE);
      UnsupportedOperationException e =
          assertThrows(UnsupportedOperationException.class, store::snapshot);
      assertTrue(e.getMessage().contains("guarantee=NOTHING"), e::getMessage);
      assertThrows(UnsupportedOperationException.class, store::sync);
      assertEquals(Optional.of(ONE), store.get(A));
    }
    assertEquals(List.of(), snapshots(memory));
  }

  @ParameterizedTest
  @CsvSource({"CREATE, 1", "WRITE, 1", "WRITE, 2", "SYNC, 1", "RENAME, 1"})
  void shouldLeaveTheOlderSnapshotAndTheLogValidWhenItFails(Kind kind, int nth) throws Exception {
    try (LogStore store = machine.open()) {
      store.put(A, ONE);
      store.snapshot();
      store.put(A, number(2));
      disk.faults().fail(kind, nth);
      assertThrows(IOException.class, store::snapshot);
      disk.faults().clear();
      assertEquals(List.of(SnapshotName.of(1)), snapshots(machine));
      assertEquals(1, store.snapshotLsn());
      store.put(A, number(3)); // the log works on
      assertEquals(3, store.snapshot());
    }
    try (LogStore store = machine.open()) {
      assertEquals(Optional.of(number(3)), store.get(A));
      assertEquals(3, store.recovery().snapshotLsn());
    }
  }

  @Test
  void shouldLeaveTheOlderSnapshotValidWhenTheDeviceIsFull() throws Exception {
    try (LogStore store = machine.open()) {
      store.put(A, ONE);
      store.snapshot();
      store.put(A, Bytes.of(new byte[4 << 20]));
      disk.faults().capacity(0); // what is allocated may be overwritten, new blocks fail
      assertThrows(IOException.class, store::snapshot);
      disk.faults().capacity(Long.MAX_VALUE);
      assertEquals(List.of(SnapshotName.of(1)), snapshots(machine));
    }
    try (LogStore store = machine.open()) {
      assertEquals(4 << 20, store.get(A).orElseThrow().sizeBytes());
      assertEquals(2, store.snapshot());
    }
  }

  @Test
  void shouldWriteNoSnapshotAfterAFailedSyncOfTheDirectoryUntilOpenedAgain() throws Exception {
    try (LogStore store = machine.open()) {
      store.put(A, ONE);
      disk.faults().fail(Kind.SYNC_DIRECTORY, 1);
      assertThrows(IOException.class, store::snapshot);
      assertEquals(0, store.snapshotLsn());
      IOException e = assertThrows(IOException.class, store::snapshot);
      assertTrue(e.getMessage().contains("directory"), e::getMessage);
      store.put(A, number(2));
      assertEquals(Optional.of(number(2)), store.get(A));
    }
    try (LogStore store = machine.open()) {
      assertEquals(2, store.snapshot());
      assertEquals(Optional.of(number(2)), store.get(A));
    }
  }
}
