package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalFailedException;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a write is seen, and by whom, while the log holds it back, fails, or is closed. */
@Timeout(30)
class VisibilityTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  private final HeldSyncs syncs = new HeldSyncs();
  private final Machine machine = Machine.simulated(Variant.GROUP);
  private LogStore store;

  @BeforeEach
  void open() throws IOException {
    store = machine.open();
    machine.simDisk().hook(syncs);
  }

  @AfterEach
  void close() throws IOException {
    syncs.release();
    store.close();
  }

  private static CompletableFuture<Boolean> pending(LogStore store, Batch batch) {
    return store.writeAsync(batch).toCompletableFuture();
  }

  @Test
  void shouldNotShowAWriteBeforeItIsAcknowledged() throws Exception {
    syncs.hold();
    CompletableFuture<Boolean> write = pending(store, Batch.put(A, ONE));
    syncs.awaitHeld();
    assertEquals(Optional.empty(), store.get(A));
    assertEquals(List.of(), store.scan(Bytes.EMPTY, Bytes.EMPTY, 1));
    assertEquals(0, store.visibleLsn());
    assertFalse(write.isDone());
    syncs.release();
    assertTrue(write.get());
    assertEquals(Optional.of(ONE), store.get(A));
  }

  @Test
  void shouldShowAWriteBeforeTheCallReturnsAlsoToTheOtherThreads() throws Exception {
    for (int i = 0; i < 200; i++) {
      Bytes value = Bytes.utf8("" + i);
      CompletableFuture<Optional<Bytes>> seen =
          pending(store, Batch.put(A, value)).thenApplyAsync(stored -> get(A));
      assertEquals(Optional.of(value), seen.get());
    }
  }

  private Optional<Bytes> get(Bytes key) {
    try {
      return store.get(key);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * W12: under a log that syncs later a read may be dirty, until a sync that the reader asks for.
   */
  @Test
  void shouldShowUnderALogThatSyncsLaterWhatIsNotSyncedYet() throws Exception {
    Machine async = Machine.simulated(Variant.ASYNC);
    try (LogStore early = async.open()) {
      async.simDisk().hook(syncs);
      syncs.hold();
      early.put(A, ONE);
      assertEquals(Optional.of(ONE), early.get(A));
      assertEquals(Optional.empty(), lossiest(async));
      syncs.release();
      early.sync();
      assertEquals(Optional.of(ONE), lossiest(async));
    }
  }

  /** What is found after a loss of power now that keeps nothing but what was synced. */
  private static Optional<Bytes> lossiest(Machine machine) throws IOException {
    SimDisk found = machine.simDisk().crashLosingAll(CrashClass.POWER);
    try (LogStore store = new Machine(found, machine.opener()).open()) {
      return store.get(A);
    }
  }

  @Test
  void shouldDecideVersionsInTheOrderOfTheLogNotOfTheCalls() throws Exception {
    syncs.hold();
    CompletableFuture<Boolean> first = pending(store, Batch.putIfNewer(A, ONE, 7));
    CompletableFuture<Boolean> second = pending(store, Batch.putIfNewer(A, TWO, 7));
    CompletableFuture<Boolean> third = pending(store, Batch.putIfNewer(A, TWO, 8));
    syncs.release();
    assertTrue(first.get());
    assertFalse(second.get());
    assertTrue(third.get());
    assertEquals(new Versioned(8, Optional.of(TWO)), store.read(A));
  }

  @Test
  void shouldShowTheAcknowledgedPrefixAndNothingElseWhenTheLogFails() throws Exception {
    store.put(A, ONE);
    syncs.hold();
    CompletableFuture<Boolean> lost = pending(store, Batch.put(A, TWO));
    CompletableFuture<Boolean> alsoLost = pending(store, Batch.put(B, TWO));
    // from then on, since the next segment may be made ready just now, by a sync of its own
    machine.simDisk().faults().failFrom(Operation.Kind.SYNC, 1);
    syncs.release();
    assertFails(WalFailedException.class, lost);
    assertFails(WalFailedException.class, alsoLost);
    assertEquals(Optional.of(ONE), store.get(A));
    assertEquals(Optional.empty(), store.get(B));
    assertEquals(1, store.visibleLsn());
    assertThrows(WalFailedException.class, () -> store.put(A, TWO));
    assertFails(WalFailedException.class, pending(store, Batch.put(B, ONE)));
    assertEquals(Optional.of(ONE), store.get(A));
  }

  private static void assertFails(Class<? extends IOException> as, CompletableFuture<?> write) {
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> write.get(10, TimeUnit.SECONDS));
    assertEquals(as, e.getCause().getClass());
  }

  @Test
  void shouldEndBlockedWritersWhenTheLogFails() throws Exception {
    syncs.hold();
    List<CompletableFuture<Throwable>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writers.add(blockedWriter(Bytes.utf8("w" + i)));
    }
    syncs.awaitHeld();
    machine.simDisk().faults().failFrom(Operation.Kind.SYNC, 1);
    syncs.release();
    for (CompletableFuture<Throwable> writer : writers) {
      assertEquals(WalFailedException.class, writer.get().getClass());
    }
    assertEquals(List.of(), store.scan(Bytes.EMPTY, Bytes.EMPTY, 10));
  }

  private CompletableFuture<Throwable> blockedWriter(Bytes key) {
    return CompletableFuture.supplyAsync(() -> failureOfPut(key), Thread::startVirtualThread);
  }

  /** What a blocking put throws; null when it returns. */
  private Throwable failureOfPut(Bytes key) {
    try {
      store.put(key, ONE);
      return null;
    } catch (IOException | InterruptedException e) {
      return e;
    }
  }

  @Test
  void shouldCompleteEveryWaitingWriteWhenClosed() throws Exception {
    syncs.hold();
    CompletableFuture<Boolean> write = pending(store, Batch.put(B, ONE));
    syncs.awaitHeld();
    CompletableFuture<Throwable> blocked = blockedWriter(A);
    Thread closer = Thread.ofPlatform().start(this::closeUnchecked);
    while (!closed()) {
      Thread.sleep(1);
    }
    syncs.release();
    closer.join();
    assertTrue(write.get());
    Throwable refusal = blocked.get(); // unless it had appended before the closing began
    assertTrue(refusal == null || refusal instanceof WalClosedException);
    assertThrows(WalClosedException.class, () -> store.put(A, TWO));
    open();
    assertEquals(Optional.of(ONE), store.get(B));
    assertTrue(refusal != null || store.get(A).isPresent());
  }

  private void closeUnchecked() {
    try {
      store.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean closed() {
    try {
      store.get(A);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void shouldShowAnInterruptedWritersValueOnceItIsAcknowledgedAllTheSame() throws Exception {
    syncs.hold();
    CompletableFuture<Boolean> other = pending(store, Batch.put(B, ONE));
    syncs.awaitHeld(); // by the log's own thread, so that the writer below only waits
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread writer = Thread.ofPlatform().start(() -> outcome.complete(failureOfPut(A)));
    while (writer.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    writer.interrupt();
    assertEquals(InterruptedException.class, outcome.get().getClass());
    assertEquals(Optional.empty(), store.get(A));
    syncs.release();
    assertTrue(other.get());
    while (store.visibleLsn() < 2) { // nobody else writes
      Thread.sleep(1);
    }
    assertEquals(Optional.of(ONE), store.get(A));
  }

  @Test
  void shouldLetAListenerWriteOn() throws Exception {
    CompletableFuture<Boolean> chain =
        pending(store, Batch.put(A, ONE))
            .thenCompose(stored -> store.putAsync(A, TWO))
            .thenCompose(stored -> store.writeAsync(Batch.put(B, ONE)))
            .toCompletableFuture();
    assertTrue(chain.get());
    assertEquals(Optional.of(TWO), store.get(A));
    assertEquals(3, store.visibleLsn());
  }
}
