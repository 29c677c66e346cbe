package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.ackmark.quorum.log.SimLogs.put;
import static org.ackmark.quorum.log.SimLogs.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.log.LogReply.Refused;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.DiskSpeed;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalFailedException;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replicas and leaders that restart, and leaders that are two. */
class RestartTest {

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithAFollowerThatRestarts(CrashClass crashClass) {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a", "b");
      logs.restart(BYZANTIUM, crashClass);
      logs.node(CYRENE).crash(crashClass); // so byzantium is needed
      logs.putAll(log, "c");
      logs.node(CYRENE).start();
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b c", logs.text(id)));
    }
  }

  /** Q20: what two followers acknowledged is safe, though the leader loses its own copy. */
  @Test
  void shouldFindWhatItWasToldIsSafeWhenTheLeaderLosesItsUnsyncedTail() {
    try (SimLogs logs = SimLogs.of(3)) {
      logs.slowDisk(ATHENS, Duration.ofSeconds(10));
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a", "b");
      logs.node(ATHENS).speed(DiskSpeed.USUAL);
      logs.restart(ATHENS, CrashClass.POWER);
      assertEquals("", logs.text(ATHENS), "it had synced nothing");

      QuorumWal next = logs.lead(ATHENS);
      assertEquals("a b", SimLogs.text(next));
      assertEquals(2, next.durableLsn());
      logs.putAll(next, "c");
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b c", logs.text(id)));
    }
  }

  /** Q20: a tail that only the leader had may take place or not, but on all replicas or on none. */
  @ParameterizedTest
  @EnumSource
  void shouldDecideForAllAboutATailThatOnlyTheLeaderHad(CrashClass crashClass) {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a");
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      CompletableFuture<Long> outcome = put(log, "tail");
      logs.awaitFailure(TooFewReplicasException.class, outcome);
      logs.restart(ATHENS, crashClass);
      logs.heal();
      QuorumWal next = logs.lead(ATHENS);
      assertEquals("a tail", SimLogs.text(next), "its sync was over before the crash");
      logs.putAll(next, "b");
      logs.settle();
      logs.members.forEach(id -> assertEquals("a tail b", logs.text(id)));
    }
  }

  /** Q20: a tail that was never acknowledged loses against what another leader wrote meanwhile. */
  @Test
  void shouldCutTheTailOfALeaderThatWasReplacedMeanwhile() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a");
      logs.separate(ATHENS, BYZANTIUM, CYRENE);
      CompletableFuture<Long> tail = put(log, "tail");
      List<CompletableFuture<Long>> longer =
          List.of(put(log, "longer"), put(log, "than the other"));
      QuorumWal other = logs.lead(BYZANTIUM);
      logs.putAll(other, "b");
      logs.awaitFailure(TooFewReplicasException.class, tail);
      longer.forEach(each -> logs.awaitFailure(TooFewReplicasException.class, each));
      logs.restart(ATHENS, CrashClass.PROCESS);
      assertEquals("a tail longer than the other", logs.text(ATHENS));
      logs.heal();

      QuorumWal next = logs.lead(ATHENS);
      assertEquals("a b", SimLogs.text(next), "the history of the highest adopted term");
      logs.awaitFailure(WalFailedException.class, put(other, "c"));
      assertThrows(WalFailedException.class, () -> other.append(record("d")));
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b", logs.text(id)));
    }
  }

  /** Of two leaders the one that started last goes on, and the other fails for good. */
  @Test
  void shouldLetTheLeaderThatStartedLastDeposeTheOther() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal athens = logs.lead(ATHENS);
      logs.putAll(athens, "a");
      QuorumWal byzantium = logs.lead(BYZANTIUM);
      logs.putAll(byzantium, "b");
      WalFailedException e = logs.awaitFailure(WalFailedException.class, put(athens, "c"));
      assertTrue(e.getCause() instanceof DeposedException, e.toString());
      logs.putAll(byzantium, "d");
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b d", logs.text(id)));
    }
  }

  /** Of two leaders at once, each with a follower in reach, one gets no acknowledgement. */
  @Test
  void shouldAcknowledgeOnlyToOneOfTwoLeadersAtOnce() {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal athens = logs.lead(ATHENS);
      logs.putAll(athens, "a");
      logs.separate(ATHENS, BYZANTIUM);
      QuorumWal byzantium = logs.lead(BYZANTIUM);
      CompletableFuture<Long> ofAthens = put(athens, "x");
      CompletableFuture<Long> ofByzantium = put(byzantium, "b");
      assertEquals(2, logs.cluster.await(ofByzantium));
      logs.awaitFailure(WalFailedException.class, ofAthens);
      logs.heal();
      logs.settle();
      logs.members.forEach(id -> assertEquals("a b", logs.text(id)));
    }
  }

  /** Q19: of two leaders that start at the same moment just one comes to serve. */
  @Test
  void shouldEndADuelOfTwoLeadersThatStartAtTheSameMoment() {
    try (SimLogs logs = SimLogs.of(3)) {
      CompletableFuture<QuorumWal> athens = logs.start(ATHENS);
      CompletableFuture<QuorumWal> byzantium = logs.start(BYZANTIUM);
      logs.settle();
      int working = 0;
      for (CompletableFuture<QuorumWal> each : List.of(athens, byzantium)) {
        CompletableFuture<Long> outcome = each.thenCompose(log -> put(log, "a"));
        logs.settle();
        working += outcome.isDone() && !outcome.isCompletedExceptionally() ? 1 : 0;
      }
      assertEquals(1, working);
    }
  }

  /** Q19, X6: promises are synced where records are not: one forgotten would be given twice. */
  @ParameterizedTest
  @EnumSource(names = {"OS", "POWER"})
  void shouldKeepAPromiseThroughEveryCrashThoughItsRecordsAreNotSynced(CrashClass crashClass) {
    try (SimLogs logs = new SimLogs(SimLogs.Setup.of(new Quorum(3, 2, 2, Level.WRITTEN)))) {
      QuorumWal log = logs.lead(ATHENS);
      logs.putAll(log, "a", "b");
      Term present = logs.replica(CYRENE).promised();
      Term higher = new Term(present.count() + 5, 1);
      assertTrue(ask(logs, new LogRequest.Prepare(higher)) instanceof Promise);
      logs.restart(CYRENE, crashClass);

      assertEquals(higher, logs.replica(CYRENE).promised());
      assertEquals("", logs.text(CYRENE), "the records are lost, and only they");
      assertEquals(new Refused(higher), ask(logs, new LogRequest.Prepare(present)));
      assertEquals(
          new Refused(higher),
          ask(logs, new LogRequest.Append(present, Records.noneAfter(0), Level.RECEIVED, 0)));
    }
  }

  private static Message ask(SimLogs logs, LogRequest request) {
    CompletableFuture<Message> answer = new CompletableFuture<>();
    logs.replica(CYRENE).handle(ATHENS, request, answer::complete);
    return logs.cluster.await(answer);
  }

  /** Q19: every start takes a higher term, whoever leads, crashes, or fails to start between. */
  @Test
  void shouldTakeAHigherTermWithEachStartWhateverHappensBetween() {
    try (SimLogs logs = SimLogs.of(3)) {
      Term last = Term.NONE;
      for (int start = 0; start < 12; start++) {
        NodeId leader = logs.members.get(start * 5 % 3);
        logs.node(logs.members.get(start % 3)).crash(CrashClass.POWER);
        logs.node(leader).start();
        Term before = logs.replica(leader).promised();
        if (start % 4 == 3) {
          logs.cluster.network().isolate(leader);
          logs.awaitFailure(TooFewReplicasException.class, logs.start(leader));
          logs.heal();
        } else {
          logs.lead(leader);
          assertTrue(logs.replica(leader).promised().isAbove(last), "after " + last);
          last = logs.replica(leader).promised();
        }
        assertTrue(logs.replica(leader).promised().isAbove(before), "used once");
        logs.members.forEach(id -> logs.node(id).start());
      }
    }
  }

  @Test
  void shouldRefuseALogThatIsNobodysReplica() throws IOException {
    SimDisk disk = new SimDisk("a log of its own");
    WalOptions options = WalOptions.of(Variant.SYNC).withSegmentBytes(32 << 10);
    try (Wal log = Wal.open(disk, options)) {
      log.append(record("a"));
    }
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                Replica.open(
                    disk, (d, known) -> Wal.open(d, options), false, Workers.threads("test")));
    assertTrue(e.getMessage().contains("no replica's"), e.getMessage());
  }
}
