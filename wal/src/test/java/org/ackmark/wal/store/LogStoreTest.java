package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ackmark.wal.io.LogLockedException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller may rely on, whatever the log. */
class LogStoreTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldReadItsOwnWrites(MachineKind kind) throws Exception {
    try (LogStore store = kind.machine(directory).open()) {
      assertEquals(Optional.empty(), store.get(A));
      store.put(A, ONE);
      assertEquals(Optional.of(ONE), store.get(A));
      store.put(A, TWO);
      assertEquals(Optional.of(TWO), store.get(A));
      store.delete(A);
      assertEquals(Optional.empty(), store.get(A));
      store.delete(B);
      assertEquals(Versioned.ABSENT, store.read(B));
      assertEquals(4, store.visibleLsn());
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldNotLetAnOldVersionReplaceANewerOne(MachineKind kind) throws Exception {
    try (LogStore store = kind.machine(directory).open()) {
      assertTrue(store.putIfNewer(A, ONE, 5));
      assertFalse(store.putIfNewer(A, TWO, 5));
      assertFalse(store.putIfNewer(A, TWO, 4));
      assertFalse(store.deleteIfNewer(A, 5));
      assertEquals(new Versioned(5, Optional.of(ONE)), store.read(A));
      assertTrue(store.putIfNewer(A, TWO, 6));
      assertEquals(new Versioned(6, Optional.of(TWO)), store.read(A));
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldNotLetADeletedValueComeBackByALateWriteOfAnOldVersion(MachineKind kind)
      throws Exception {
    Machine machine = kind.machine(directory);
    try (LogStore store = machine.open()) {
      store.putIfNewer(A, ONE, 5);
      store.delete(A);
      assertEquals(new Versioned(5, Optional.empty()), store.read(A));
      assertFalse(store.putIfNewer(A, TWO, 5));
      assertTrue(store.putIfNewer(B, ONE, 1));
      assertTrue(store.deleteIfNewer(B, 9));
      assertFalse(store.putIfNewer(B, TWO, 8));
      store.put(B, TWO); // without a condition, and without a change of the version
      assertEquals(new Versioned(9, Optional.of(TWO)), store.read(B));
      if (kind.durable()) {
        store.snapshot();
      }
    }
    if (kind.durable()) {
      try (LogStore store = machine.open()) {
        assertFalse(store.putIfNewer(A, TWO, 5));
        assertFalse(store.putIfNewer(B, ONE, 9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldApplyABatchWholeOrNotAtAll(MachineKind kind) throws Exception {
    try (LogStore store = kind.machine(directory).open()) {
      store.putIfNewer(A, ONE, 5);
      Batch refused = Batch.of(new Change.Put(B, ONE, 0), new Change.Put(A, TWO, 5));
      assertFalse(store.write(refused));
      assertEquals(Optional.empty(), store.get(B));
      assertEquals(Optional.of(ONE), store.get(A));
      assertTrue(store.write(Batch.builder().put(B, ONE).put(B, TWO).delete(A).build()));
      assertEquals(Optional.of(TWO), store.get(B));
      assertEquals(Optional.empty(), store.get(A));
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldScanInTheOrderOfTheKeys(MachineKind kind) throws Exception {
    try (LogStore store = kind.machine(directory).open()) {
      store.write(Batch.builder().put(B, TWO).put(A, ONE).build());
      Entry a = new Entry(A, ONE, 0);
      Entry b = new Entry(B, TWO, 0);
      assertEquals(List.of(a, b), store.scan(Bytes.EMPTY, Bytes.EMPTY, 10));
      assertEquals(List.of(a), store.scan(A, B, 10));
      assertEquals(List.of(a), store.scan(A, Bytes.EMPTY, 1));
      assertEquals(List.of(), store.scan(B, A, 10));
      assertThrows(IllegalArgumentException.class, () -> store.scan(A, B, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldCompleteManyOutstandingWritesInLsnOrder(MachineKind kind) throws Exception {
    try (LogStore store = kind.machine(directory).open()) {
      int writes = 500;
      List<Integer> completed = new CopyOnWriteArrayList<>();
      for (int i = 0; i < writes; i++) {
        int number = i;
        store
            .putAsync(A, Bytes.utf8("" + number))
            .thenAccept(stored -> {
              assertTrue(stored && store.visibleLsn() > number);
              completed.add(number);
            });
      }
      store.writeAsync(Batch.delete(B)).toCompletableFuture().get();
      List<Integer> inOrder = completed.stream().sorted().toList();
      assertEquals(inOrder, completed);
      assertEquals(writes, completed.size());
      assertEquals(Optional.of(Bytes.utf8("" + (writes - 1))), store.get(A));
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldHoldWhatAModelHoldsWhateverIsWrittenSnapshottedAndReopened(MachineKind kind)
      throws Exception {
    long seed = Seeds.next();
    SplittableRandom random = new SplittableRandom(seed);
    Machine machine = kind.machine(directory);
    Map<Bytes, Versioned> model = new TreeMap<>();
    int refusals = 0;
    LogStore store = machine.open();
    for (int i = 0; i < 400; i++) {
      Batch batch = Batches.random(random, 1 + random.nextInt(4));
      boolean tookEffect = Batches.apply(batch, model);
      assertEquals(tookEffect, store.write(batch), () -> "seed=" + seed + " batch=" + batch);
      refusals += tookEffect ? 0 : 1;
      if (kind.durable() && random.nextInt(40) == 0) {
        store.snapshot();
      }
      if (kind.durable() && random.nextInt(40) == 0) {
        store.close();
        store = machine.open();
        assertEquals(i + 1, store.visibleLsn());
      }
      assertSame(model, store, seed);
    }
    store.close();
    assertTrue(refusals > 10, "refusals=" + refusals);
  }

  private static void assertSame(Map<Bytes, Versioned> model, LogStore store, long seed)
      throws Exception {
    for (int i = 0; i < Batches.KEYS; i++) {
      Bytes key = Batches.key(i);
      Versioned expected = model.getOrDefault(key, Versioned.ABSENT);
      assertEquals(expected, store.read(key), () -> "seed=" + seed + " key=" + key);
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#durableKinds")
  void shouldRefuseASecondOpeningAndLeaveTheFirstAlone(MachineKind kind) throws Exception {
    Machine machine = kind.machine(directory);
    try (LogStore store = machine.open()) {
      store.put(A, ONE);
      assertThrows(LogLockedException.class, machine::open);
      store.put(B, ONE);
      assertEquals(Optional.of(ONE), store.get(A));
    }
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldRefuseEverythingWhenClosed(MachineKind kind) throws Exception {
    LogStore store = kind.machine(directory).open();
    store.put(A, ONE);
    store.close();
    store.close();
    assertThrows(IOException.class, () -> store.get(A));
    assertThrows(IOException.class, () -> store.put(A, TWO));
    assertThrows(IOException.class, store::snapshot);
    assertThrows(IOException.class, store::clean);
    assertThrows(IOException.class, store::sync);
    assertTrue(store.putAsync(A, TWO).toCompletableFuture().isCompletedExceptionally());
  }

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldTakeTheLargestKeyAndValue(MachineKind kind) throws Exception {
    Machine machine = kind.machine(directory);
    Bytes key = Bytes.of(new byte[KeyValue.MAX_KEY_BYTES]);
    Bytes value = Bytes.of(new byte[KeyValue.MAX_VALUE_BYTES]);
    try (LogStore store = machine.open()) {
      store.put(key, value);
      assertEquals(Optional.of(value), store.get(key));
      if (kind.durable()) {
        store.snapshot();
      }
    }
    if (kind.durable()) {
      try (LogStore store = machine.open()) {
        assertEquals(Optional.of(value), store.get(key));
      }
    }
  }
}
