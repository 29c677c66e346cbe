package org.ackmark.quorum.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.Kind;
import org.ackmark.quorum.check.Operation;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store of registers with real threads, as a caller of {@code KeyValue} has it. */
@Timeout(60)
class RegisterStoreTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  private final LocalNetwork network = new LocalNetwork();
  private final LocalTimer timer = new LocalTimer();
  private final List<LogStore> copies = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    for (NodeId id : Cities.THREE) {
      LogStore copy =
          LogStore.open(
              new SimDisk(id.name()),
              LogOpener.of(WalOptions.of(Variant.GROUP).withSegmentBytes(64 << 10)),
              StoreOptions.DEFAULTS.withLevel(Level.SYNCED));
      copies.add(copy);
      network.join(id, new RegisterReplica(copy));
    }
  }

  @AfterEach
  void close() throws IOException {
    network.close();
    timer.close();
    for (LogStore copy : copies) {
      copy.close();
    }
  }

  private RegisterStore client(NodeId id, Duration timeout) {
    network.join(id);
    RegisterOptions options =
        RegisterOptions.abd(Cities.THREE, Quorum.majority(3)).withTimeout(timeout);
    return new RegisterStore(id, 1, options, network, timer);
  }

  private RegisterStore client(NodeId id) {
    return client(id, Duration.ofSeconds(20));
  }

  @Test
  void shouldPutGetAndDelete() throws Exception {
    RegisterStore store = client(Cities.ALICE);
    assertEquals(Optional.empty(), store.get(A));
    store.put(A, ONE);
    assertEquals(Optional.of(ONE), store.get(A));
    store.put(A, TWO);
    assertEquals(Optional.of(TWO), store.get(A));
    assertTrue(store.read(A).version() > 0);
    store.delete(A);
    assertEquals(Optional.empty(), store.get(A));
  }

  @Test
  void shouldRefuseWhatRegistersCanNotDo() {
    RegisterStore store = client(Cities.ALICE);
    assertThrows(UnsupportedOperationException.class, () -> store.putIfNewer(A, ONE, 1));
    assertThrows(UnsupportedOperationException.class, () -> store.deleteIfNewer(A, 1));
    assertThrows(UnsupportedOperationException.class, () -> store.scan(A, A, 1));
    assertThrows(
        UnsupportedOperationException.class,
        () -> store.write(Batch.builder().put(A, ONE).delete(A).build()));
  }

  @Test
  void shouldRefuseKeysAndValuesThatFitIntoNoHint() throws Exception {
    RegisterStore store = client(Cities.ALICE);
    Bytes longestKey = Bytes.of(new byte[RegisterStore.MAX_KEY_BYTES]);
    Bytes longestValue = Bytes.of(new byte[RegisterStore.MAX_VALUE_BYTES]);
    store.put(longestKey, longestValue);
    assertEquals(Optional.of(longestValue), store.get(longestKey));
    Bytes key = Bytes.of(new byte[RegisterStore.MAX_KEY_BYTES + 1]);
    Bytes value = Bytes.of(new byte[RegisterStore.MAX_VALUE_BYTES + 1]);
    assertThrows(IllegalArgumentException.class, () -> store.put(key, ONE));
    assertThrows(IllegalArgumentException.class, () -> store.read(key));
    assertThrows(IllegalArgumentException.class, () -> store.put(A, value));
  }

  @Test
  void shouldGoOnWithoutAMinorityAndFailWithoutAMajority() throws Exception {
    RegisterStore store = client(Cities.ALICE, Duration.ofMillis(200));
    network.leave(Cities.ATHENS);
    store.put(A, ONE);
    assertEquals(Optional.of(ONE), store.get(A));
    network.leave(Cities.BYZANTIUM);
    QuorumNotReachedException failure =
        assertThrows(QuorumNotReachedException.class, () -> store.put(A, TWO));
    assertEquals(1, failure.answered());
    assertThrows(QuorumNotReachedException.class, () -> store.get(A));
    ExecutionException later =
        assertThrows(
            ExecutionException.class, () -> store.readAsync(A).toCompletableFuture().get());
    assertEquals(QuorumNotReachedException.class, later.getCause().getClass());
  }

  @Test
  void shouldRefuseEverythingWhenClosed() {
    RegisterStore store = client(Cities.ALICE);
    store.close();
    store.close();
    assertThrows(IOException.class, () -> store.put(A, ONE));
    assertThrows(IOException.class, () -> store.get(A));
    assertTrue(store.putAsync(A, ONE).toCompletableFuture().isCompletedExceptionally());
  }

  @Test
  void shouldRefuseOptionsThatDoNotFitTogether() {
    Quorum majority = Quorum.majority(3);
    assertThrows(IllegalArgumentException.class, () -> RegisterOptions.abd(Cities.FIVE, majority));
    assertThrows(
        IllegalArgumentException.class,
        () -> RegisterOptions.abd(List.of(Cities.ATHENS, Cities.ATHENS, Cities.CYRENE), majority));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RegisterOptions(
                Cities.THREE,
                majority,
                Protocol.ABD,
                ReadRepair.ASYNC,
                Handoff.none(),
                new Hedging.AllAtOnce(),
                Duration.ofSeconds(1),
                Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RegisterStore(
                Cities.ALICE, 0, RegisterOptions.abd(Cities.THREE, majority), network, timer));
    assertTrue(RegisterOptions.abd(Cities.THREE, majority).isLinearizable());
    assertFalse(
        RegisterOptions.lww(Cities.THREE, majority, ReadRepair.WRITE_BACK).isLinearizable());
  }

  @Test
  void shouldBeLinearizableWithManyThreads() throws Exception {
    HistoryRecorder recorder = HistoryRecorder.of(System::nanoTime);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int number = i;
      RegisterStore store = client(new NodeId(20 + number, "client-" + number));
      threads.add(Thread.ofPlatform().start(() -> readAndWrite(store, recorder, number)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    History history = recorder.history();
    assertEquals(
        6 * 100, history.operations().filter(o -> o.completedNs() < Operation.NEVER).count());
    assertTrue(new RegisterChecker().check(history).linearizable());
  }

  private static void readAndWrite(RegisterStore store, HistoryRecorder recorder, int number) {
    try {
      for (int i = 0; i < 50; i++) {
        long value = 1 + i * 100L + number;
        long write = recorder.invoke(number, "a", Kind.WRITE, value);
        store.put(A, Bytes.utf8("" + value));
        recorder.ok(write);
        long read = recorder.invoke(number, "a", Kind.READ, 0);
        recorder.ok(read, Long.parseLong(store.get(A).orElseThrow().toUtf8()));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
