package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.ackmark.quorum.log.SimLogs.HOP;
import static org.ackmark.quorum.log.SimLogs.put;
import static org.ackmark.quorum.log.SimLogs.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.sim.MessageHook;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalFailedException;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.junit.jupiter.api.Test;

/** What an acknowledgement of a replicated log costs, and what becomes of those that don't come. */
class QuorumWalTest {
  private static final Duration SYNC = Duration.ofNanos(500_000); // of the other disks

  private static Duration latency(SimLogs logs, QuorumWal log, String text) {
    long beganNs = logs.cluster.loop().nowNs();
    logs.cluster.await(put(log, text));
    return Duration.ofNanos(logs.cluster.loop().nowNs() - beganNs);
  }

  /** X5: the leader's sync overlaps the network, and a write waits for the fastest W of N alone. */
  @Test
  void shouldTakeAsLongAsTheFastestWReplicasThoughTheLeaderIsSlower() {
    try (SimLogs logs = SimLogs.of(3)) {
      logs.slowDisk(ATHENS, Duration.ofMillis(50));
      QuorumWal log = logs.lead(ATHENS);

      assertEquals(HOP.plus(SYNC).plus(HOP), latency(logs, log, "two followers"));
      assertEquals(0, logs.replica(ATHENS).log().durableLsn(), "the leader has not synced it");

      logs.node(CYRENE).crash(CrashClass.PROCESS);
      assertTrue(latency(logs, log, "own").compareTo(Duration.ofMillis(50)) >= 0);
      assertEquals(2, logs.replica(ATHENS).log().durableLsn(), "its own sync was needed");
    }
  }

  @Test
  void shouldNotWaitForASlowOrDeadReplicaWhileWAnswer() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      Duration usual = latency(logs, log, "all are well");
      logs.cluster.network().slow(ATHENS, CYRENE, Duration.ofSeconds(30).toNanos());
      assertEquals(usual, latency(logs, log, "cyrene is slow"));
      logs.node(CYRENE).crash(CrashClass.POWER);
      assertEquals(usual, latency(logs, log, "cyrene is dead"));
      assertEquals(HOP.plus(SYNC).plus(HOP), usual);
    }
  }

  @Test
  void shouldAcknowledgeALowerLevelWhenWReplicasHaveItThereAndAHigherOneWhenAsked() {
    try (SimLogs logs = new SimLogs(SimLogs.Setup.of(new Quorum(3, 2, 3, Level.WRITTEN)))) {
      QuorumWal log = logs.lead(ATHENS);
      logs.cluster.await(put(log, "a"));
      assertEquals(1, log.writtenLsn());
      assertEquals(0, log.durableLsn());
      assertEquals(Level.WRITTEN, log.level());
      assertEquals(Guarantee.PROCESS_CRASH, log.guarantee());

      CompletableFuture<Long> synced = new CompletableFuture<>();
      assertTrue(awaitSynced(log, 1, synced));
      logs.cluster.await(synced); // the record was sent before anybody wanted it synced
      assertEquals(1, log.durableLsn());
      logs.members.forEach(id -> assertEquals(1, logs.replica(id).log().durableLsn()));
    }
  }

  private static boolean awaitSynced(QuorumWal log, long lsn, CompletableFuture<Long> outcome) {
    try {
      SimLogs.await(log, lsn, Level.SYNCED, outcome);
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Clients who commit the next record when they hear of the last one make one group, each time; a
   * message with the first of them would part them into two that wait for each other's sync.
   */
  @Test
  void shouldSendInOneMessageWhatListenersCommitWhenTheyAreToldTogether() throws IOException {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.settle();
      List<Integer> sizes = new ArrayList<>();
      logs.cluster
          .network()
          .hook(envelope -> {
            if (envelope.message() instanceof LogRequest.Append append
                && !append.records().payloads().isEmpty()) {
              sizes.add(append.records().payloads().size());
            }
            return MessageHook.Fate.TRAVELS;
          });
      int clients = 8;
      int each = 5;
      List<CompletableFuture<Long>> ended = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        CompletableFuture<Long> end = new CompletableFuture<>();
        ended.add(end);
        commitAgain(log, each, end);
      }
      ended.forEach(logs.cluster::await);
      long whole = sizes.stream().filter(size -> size == clients).count();
      assertEquals(2L * (each - 1), whole, sizes::toString); // to two followers, all but the first
    }
  }

  private static void commitAgain(QuorumWal log, int left, CompletableFuture<Long> end)
      throws IOException {
    log.commit(
        log.append(record("x")),
        (lsn, failure) -> {
          try {
            if (failure == null && left > 1) {
              commitAgain(log, left - 1, end);
            } else if (failure == null) {
              end.complete(lsn);
            } else {
              end.completeExceptionally(failure);
            }
          } catch (IOException e) {
            end.completeExceptionally(e);
          }
        });
  }

  /** Q5: without a majority a write is an error in time, and may come through all the same. */
  @Test
  void shouldFailWithinTheTimeoutWhenTheMajorityIsLostAndGoOnWhenItIsBack() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a");
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      long beganNs = logs.cluster.loop().nowNs();
      CompletableFuture<Long> lost = put(log, "b");
      CompletableFuture<Long> alsoLost = put(log, "c");
      TooFewReplicasException e = logs.awaitFailure(TooFewReplicasException.class, lost);
      logs.awaitFailure(TooFewReplicasException.class, alsoLost);

      assertEquals(SimLogs.TIMEOUT.toNanos(), logs.cluster.loop().nowNs() - beganNs);
      assertTrue(e.getMessage().contains("w=2 of n=3"), e.getMessage());
      assertTrue(e.getMessage().contains("byzantium: no answer"), e.getMessage());
      assertEquals(1, log.durableLsn());

      logs.heal();
      logs.putAll(log, "d");
      assertEquals(4, log.durableLsn(), "b and c were indeterminate, and took place");
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b c d", logs.text(id)));
    }
  }

  @Test
  void shouldNotServeWithoutWReplicas() {
    try (SimLogs logs = SimLogs.of(3)) {
      logs.node(BYZANTIUM).crash(CrashClass.POWER);
      logs.node(CYRENE).crash(CrashClass.POWER);
      TooFewReplicasException e =
          logs.awaitFailure(TooFewReplicasException.class, logs.start(ATHENS));
      assertTrue(e.getMessage().contains("only [athens] promised"), e.getMessage());
      logs.node(CYRENE).start();
      logs.putAll(logs.lead(ATHENS), "a");
    }
  }

  @Test
  void shouldHoldUnderSixtyFourKilobytesWhatNobodyAcknowledges() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      List<CompletableFuture<Long>> outcomes = new ArrayList<>();
      TooFewReplicasException full = null;
      while (full == null) {
        assertTrue(outcomes.size() < 1000, "it takes any amount");
        outcomes.add(put(log, "x".repeat(1000)));
        full = failure(outcomes.getLast());
      }
      assertEquals(66, outcomes.size(), "65 of them, and the one that was refused");
      logs.heal();
      outcomes.removeLast();
      outcomes.forEach(logs.cluster::await);
      logs.putAll(log, "there is room again");
      assertEquals(66, log.durableLsn(), "what was refused took no LSN");
    }
  }

  private static TooFewReplicasException failure(CompletableFuture<Long> outcome) {
    return outcome.isCompletedExceptionally()
        ? (TooFewReplicasException) outcome.exceptionNow()
        : null;
  }

  @Test
  void shouldFailForGoodWithTheLeadersOwnLog() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a");
      logs.node(ATHENS).disk("log").faults().failFrom(Operation.Kind.SYNC, 1);
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      logs.awaitFailure(WalFailedException.class, put(log, "b"));
      logs.heal();
      assertThrows(WalFailedException.class, () -> log.append(record("c")));
      assertEquals(1, log.durableLsn());
      assertEquals("a", SimLogs.text(log), "what was acknowledged can still be read");
    }
  }

  @Test
  void shouldTellEveryListenerOnceWhenItIsClosed() throws Exception {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a");
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      List<String> told = new ArrayList<>();
      long lsn = log.append(record("b"));
      log.commit(lsn, (at, failure) -> told.add(at + " " + (failure == null)));
      log.commit(1, (at, failure) -> told.add(at + " " + (failure == null)));
      log.close();
      assertEquals(List.of("1 true", "2 false"), told);
      logs.settle();
      assertEquals(2, told.size());
      assertFalse(told.isEmpty());
    }
  }

  private static CompletableFuture<Long> cut(QuorumWal log, long lsn) {
    try {
      return log.cutAfter(lsn);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  // Its own log has lost the record already, and the cut waits for the others: no failure of it.
  @Test
  void shouldGoOnAfterACutDuringWhichSomebodyBeganToWaitForWhatItTakesAway() throws Exception {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a", "b");
      long lsn = log.append(record("c"));
      CompletableFuture<Long> cut = cut(log, 2);
      Wal own = logs.replica(ATHENS).log();
      assertTrue(logs.cluster.loop().runUntil(() -> own.appendedLsn() == 2, SimLogs.TIMEOUT));
      assertFalse(cut.isDone());
      CompletableFuture<Long> late = new CompletableFuture<>();
      IOException e =
          assertThrows(IOException.class, () -> SimLogs.await(log, lsn, Level.SYNCED, late));
      assertTrue(e.getMessage().contains("was cut off"), e.toString());
      logs.cluster.await(cut);
      logs.putAll(log, "d");
      assertEquals("a b d", SimLogs.text(log));
      assertFalse(late.isDone());
    }
  }

  // Nobody is left to take the steps of a cut whose log, and then its timer, were closed.
  @Test
  void shouldEndACutThatIsUnderWayWhenItIsClosed() throws Exception {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a", "b");
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      CompletableFuture<Long> cut = cut(log, 1);
      log.close();
      assertTrue(cut.isCompletedExceptionally(), "it would wait for a timer that may be gone");
    }
  }

  // Its start in place goes above every term that refuses it: so one led between, and acknowledged.
  @Test
  void shouldNotCutWhatAnotherLeaderHasAcknowledgedWhileTheCutWasUnderWay() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal athens = logs.lead(ATHENS);
      logs.putAll(athens, "a");
      boolean[] asks = {false};
      logs.cluster
          .network()
          .hook(envelope ->
              envelope.from().equals(ATHENS)
                      && envelope.message() instanceof LogRequest.Prepare
                      && !asks[0]
                  ? MessageHook.Fate.VANISHES
                  : MessageHook.Fate.TRAVELS);
      CompletableFuture<Long> cut = cut(athens, 1);
      logs.putAll(logs.lead(BYZANTIUM), "b", "c");
      Wal own = logs.replica(ATHENS).log();
      assertTrue(logs.cluster.loop().runUntil(() -> own.durableLsn() == 3, HOP.multipliedBy(500)));
      asks[0] = true;

      WalFailedException e = logs.awaitFailure(WalFailedException.class, cut);
      assertTrue(e.getCause() instanceof DeposedException, e.toString());
      logs.settle();
      assertEquals("a b c", SimLogs.text(logs.lead(CYRENE)));
    }
  }

  @Test
  void shouldCutTheSuffixOnEveryReplicaAndGiveItsLsnsAgain() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a", "b", "c", "d");
      logs.separate(CYRENE, ATHENS, BYZANTIUM); // it misses the cut
      Term before = logs.replica(ATHENS).promised();
      logs.cluster.await(cut(log, 2));
      assertTrue(logs.replica(ATHENS).promised().isAbove(before), "an LSN is given once in a term");
      assertEquals(2, log.durableLsn());
      logs.putAll(log, "e");
      logs.heal();
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b e", logs.text(id), id.name()));
    }
  }
}
