package org.ackmark.quorum.ratis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an acknowledgement of one copy is worth under each setting: its syncs are held, so it is
 * seen whether the acknowledgement waits for them, and what becomes of it when they fail. One
 * replica is enough, since it is its own majority.
 */
class FlushTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @TempDir Path directory;

  private Replicas replicas;
  private RatisStore store;
  private HeldForces held;

  private void open(RatisSync sync) throws Exception {
    replicas = Replicas.start(directory, 1, Replicas.SMALL.withSync(sync));
    store = replicas.store(RatisReads.DEFAULT, TIMEOUT);
    replicas.leader();
    store.put(Bytes.utf8("first"), Bytes.EMPTY);
    settle();
    held = HeldForces.in(replicas.get(0));
  }

  /** Until nothing of the log's own is under way: the entry that notes the commit, its sync. */
  private void settle() throws InterruptedException {
    RatisCounters before;
    do {
      before = replicas.get(0).counters();
      TimeUnit.MILLISECONDS.sleep(300);
    } while (!before.equals(replicas.get(0).counters()));
  }

  @AfterEach
  void close() throws IOException {
    held.fail(false);
    held.releaseAll();
    store.close();
    replicas.close();
  }

  private CompletableFuture<Boolean> put(String key) {
    return store.putAsync(Bytes.utf8(key), Bytes.EMPTY).toCompletableFuture();
  }

  private void awaitBegun(int forces) {
    Replicas.await(forces + " syncs", () -> held.begun() >= forces);
  }

  @Test
  void shouldNotAcknowledgeBeforeTheSyncWhenForced() throws Exception {
    open(RatisSync.FORCED);
    CompletableFuture<Boolean> a = put("a");
    awaitBegun(1);
    TimeUnit.MILLISECONDS.sleep(500); // a false acknowledgement takes milliseconds
    assertFalse(a.isDone());
    held.releaseAll();
    assertTrue(a.get());
  }

  @Test
  void shouldFailForGoodAfterAFailedSyncWhenForced() throws Exception {
    open(RatisSync.FORCED);
    held.fail(true);
    held.releaseAll();
    assertThrows(ExecutionException.class, () -> put("a").get());
    held.fail(false); // the device is well again, as after a write-back error
    assertThrows(ExecutionException.class, () -> put("b").get());
    assertTrue(replicas.get(0).failure().isPresent());
  }

  /** The finding: the sync that acknowledges it began before it was written. */
  @Test
  void shouldAcknowledgeWhatWasWrittenAfterTheSyncBeganWhenFlushedAsynchronously()
      throws Exception {
    open(RatisSync.ASYNC_FLUSH);
    CompletableFuture<Boolean> a = put("a");
    awaitBegun(1);
    int before = held.writes();
    CompletableFuture<Boolean> b = put("b");
    Replicas.await("b to be written", () -> held.writes() > before);
    assertFalse(a.isDone() || b.isDone());
    held.release(1); // the one that began before b was written
    assertTrue(a.get());
    assertTrue(b.get());
    assertEquals(1, held.ended(), "b was acknowledged, and no sync that began after it has ended");
  }

  /** The finding: nobody hears of the failure, and what comes after it is acknowledged too. */
  @Test
  void shouldAcknowledgeThoughTheSyncFailedWhenFlushedAsynchronously() throws Exception {
    open(RatisSync.ASYNC_FLUSH);
    held.fail(true);
    held.releaseAll();
    assertTrue(put("a").get());
    assertTrue(put("b").get());
    assertTrue(held.ended() >= 1, "vacuous: no sync has failed");
    assertEquals(Optional.empty(), replicas.get(0).failure());
  }

  @Test
  void shouldAcknowledgeWhileTheSyncIsHeldWhenUnsafe() throws Exception {
    open(RatisSync.UNSAFE_FLUSH);
    assertTrue(put("a").get());
    assertTrue(put("b").get());
    awaitBegun(1);
    assertEquals(0, held.ended());
  }
}
