package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.ackmark.quorum.log.SimLogs.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.MessageHook;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.Test;

/** A follower that was away comes back, however far the others have gone on. */
class CatchUpTest {

  /** Records of 1 KiB; the leader keeps 64 of them in memory. */
  private static void putMany(SimLogs logs, QuorumWal log, int count) {
    for (int i = 0; i < count; i++) {
      logs.cluster.await(put(log, kib(log.appendedLsn() + 1)));
    }
  }

  private static String kib(long lsn) {
    return "%d:".formatted(lsn) + "x".repeat(1000);
  }

  private static void requireAll(SimLogs logs, long fromLsn, long toLsn) {
    StringBuilder expected = new StringBuilder();
    for (long lsn = fromLsn; lsn <= toLsn; lsn++) {
      expected.append(expected.isEmpty() ? "" : " ").append(kib(lsn));
    }
    for (var id : logs.members) {
      assertTrue(expected.toString().equals(logs.text(id)), id + " holds something else");
    }
  }

  @Test
  void shouldCatchUpFromMemory() {
    catchUp(30);
  }

  @Test
  void shouldCatchUpFromTheLeadersLogWhenMemoryDoesNotReachBackFarEnough() {
    catchUp(300);
  }

  private void catchUp(int missed) {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      putMany(logs, log, 10);
      logs.node(CYRENE).crash(CrashClass.POWER);
      putMany(logs, log, missed);
      List<LogRequest.Append> seen = new ArrayList<>();
      logs.cluster
          .network()
          .hook(envelope -> {
            if (envelope.to().equals(CYRENE)
                && envelope.message() instanceof LogRequest.Append append) {
              seen.add(append);
            }
            return MessageHook.Fate.TRAVELS;
          });
      logs.node(CYRENE).start();
      logs.settle();
      requireAll(logs, 1, 10 + missed);
      long sent = seen.stream().mapToLong(append -> append.records().payloads().size()).sum();
      assertEquals(missed, sent, "each record was sent once");
      long largest = seen.stream().mapToLong(append -> append.records().bytes()).max().orElse(0);
      assertTrue(largest <= SimLogs.OPTIONS.batchBytes(), "bytes=" + largest);
      logs.node(BYZANTIUM).crash(CrashClass.POWER);
      putMany(logs, log, 1); // so it is one that acknowledges
    }
  }

  @Test
  void shouldCatchUpWhileTheOthersGoOnOverABadNetwork() {
    long seed = Seeds.next(CatchUpTest.class);
    LinkQuality bad =
        LinkQuality.between(Duration.ofMillis(1), Duration.ofMillis(10))
            .withLossPercent(10)
            .withDuplicationPercent(10);
    try (SimLogs logs = new SimLogs(SimLogs.Setup.of(Quorum.majority(3)).withChance(bad, seed))) {
      QuorumWal log = logs.lead(ATHENS);
      logs.node(CYRENE).crash(CrashClass.POWER);
      putMany(logs, log, 150);
      logs.node(CYRENE).start();
      putMany(logs, log, 50);
      logs.cluster.network().quality(LinkQuality.steady(SimLogs.HOP));
      logs.settle();
      requireAll(logs, 1, 200);
    }
  }

  // Without a store: the caller's word that nobody needs the records is all there is.
  @Test
  void shouldSkipWhatNobodyNeedsAnyMore() throws IOException {
    try (SimLogs logs = SimLogs.of(3)) {
      QuorumWal log = logs.lead(ATHENS);
      putMany(logs, log, 10);
      logs.node(CYRENE).crash(CrashClass.POWER);
      putMany(logs, log, 90);
      log.truncateBefore(81);
      logs.node(CYRENE).start();
      putMany(logs, log, 1);
      logs.settle();
      logs.members.forEach(id -> assertEquals(81, logs.replica(id).log().firstLsn(), id.name()));
      requireAll(logs, 81, 101);
      logs.restart(CYRENE, CrashClass.POWER);
      requireAll(logs, 81, 101);
    }
  }

  /** W10: no replica deletes what it has not synced itself, however far the others are. */
  @Test
  void shouldNotForgetOnAFollowerWhatItHasNotSynced() throws IOException {
    try (SimLogs logs = SimLogs.of(3)) {
      logs.slowDisk(CYRENE, Duration.ofSeconds(5));
      QuorumWal log = logs.lead(ATHENS);
      putMany(logs, log, 10);
      logs.cluster.runFor(Duration.ofMillis(500)); // it has received them all
      log.truncateBefore(11);
      logs.cluster.runFor(Duration.ofSeconds(1));
      assertEquals(11, logs.replica(BYZANTIUM).log().firstLsn());
      assertEquals(1, logs.replica(CYRENE).log().firstLsn(), "its sync is under way");
      logs.cluster.runFor(Duration.ofSeconds(10));
      assertEquals(11, logs.replica(CYRENE).log().firstLsn());
    }
  }

  private static KeyValue open(SimLogs logs, QuorumWal log) throws IOException {
    return LogStore.open(
        logs.host(ATHENS).disk("log"), (disk, known) -> log, StoreOptions.DEFAULTS);
  }

  private static void store(SimLogs logs, KeyValue store, String key, String value) {
    CompletableFuture<Boolean> outcome =
        store.putAsync(Bytes.utf8(key), Bytes.utf8(value)).toCompletableFuture();
    assertEquals(true, logs.cluster.await(outcome));
  }

  // The store's snapshot takes the place of the records: on one that was away, and on one that was
  // not, before it forgets them. So each of them can lead afterwards.
  @Test
  void shouldGiveEveryReplicaTheSnapshotThatStandsForForgottenRecords() throws Exception {
    long seed = Seeds.next(CatchUpTest.class);
    SplittableRandom random = new SplittableRandom(seed);
    SimLogs.Setup setup = SimLogs.Setup.of(Quorum.majority(3)).withSnapshots();
    try (SimLogs logs = new SimLogs(setup)) {
      LogStore store = (LogStore) open(logs, logs.lead(ATHENS));
      store(logs, store, "first", "1");
      logs.node(CYRENE).crash(CrashClass.POWER);
      for (int i = 0; i < 60; i++) { // a snapshot of several parts
        store(logs, store, "key" + i, "%d:".formatted(i) + "y".repeat(random.nextInt(300)));
      }
      long snapshotLsn = store.snapshot();
      assertEquals(61, snapshotLsn);
      store(logs, store, "last", "2");
      logs.settle();
      assertEquals(62, logs.replica(BYZANTIUM).log().firstLsn(), "it forgets for a snapshot");
      logs.node(CYRENE).start();
      logs.settle();
      assertEquals(62, logs.replica(CYRENE).log().firstLsn(), "it never had most of them");

      for (var leader : List.of(BYZANTIUM, CYRENE)) {
        assertTrue(logs.node(leader).disk("log").list().stream().anyMatch(CatchUpTest::named61));
        logs.restart(leader, CrashClass.POWER);
        QuorumWal log = logs.lead(leader);
        try (LogStore found =
            LogStore.open(
                logs.host(leader).disk("log"), (disk, known) -> log, StoreOptions.DEFAULTS)) {
          assertEquals("1", found.get(Bytes.utf8("first")).orElseThrow().toUtf8());
          assertEquals("2", found.get(Bytes.utf8("last")).orElseThrow().toUtf8());
          assertEquals(62, found.scan(Bytes.EMPTY, Bytes.EMPTY, 1000).size());
        }
        logs.restart(leader, CrashClass.PROCESS); // its replica was closed with the store
      }
    }
  }

  private static boolean named61(String name) {
    return name.equals("snapshot-%020d".formatted(61));
  }

  // The holder of the longest history has forgotten its terms; the leader, who fetched from it,
  // not.
  @Test
  void shouldCatchUpWithALeaderThatRemembersMoreThanItsHistoryWasFoundWith() throws Exception {
    try (SimLogs logs = SimLogs.of(3)) {
      logs.putAll(logs.lead(ATHENS), "a", "b");
      logs.settle();
      logs.node(CYRENE).crash(CrashClass.POWER);
      logs.putAll(logs.lead(ATHENS), "c");
      QuorumWal byzantium = logs.lead(BYZANTIUM);
      logs.putAll(byzantium, "d", "e");
      logs.settle();
      logs.separate(BYZANTIUM, ATHENS);
      byzantium.truncateBefore(5);
      logs.awaitFailure(TooFewReplicasException.class, put(byzantium, "f"));
      logs.heal();
      QuorumWal athens = logs.lead(ATHENS);
      assertEquals(6, athens.durableLsn());
      assertEquals(1, athens.firstLsn());
      logs.node(CYRENE).start();
      logs.settle();
      assertEquals("a b c d e f", logs.text(CYRENE));
    }
  }

  // Its answer was a failure, so the part that it was sent must not count as under way for ever.
  @Test
  void shouldSendTheSnapshotAgainToAFollowerWhoseDiskFailedBetweenItsParts() throws Exception {
    SimLogs.Setup setup = SimLogs.Setup.of(Quorum.majority(3)).withSnapshots();
    try (SimLogs logs = new SimLogs(setup)) {
      logs.node(CYRENE).crash(CrashClass.POWER); // it misses everything
      LogStore store = (LogStore) open(logs, logs.lead(ATHENS));
      for (int i = 0; i < 60; i++) {
        store(logs, store, "key" + i, "z".repeat(200));
      }
      store.snapshot();
      boolean[] broken = {false};
      logs.cluster
          .network()
          .hook(envelope -> {
            if (!broken[0]
                && envelope.message() instanceof LogRequest.Install install
                && install.part().offset() > 0) {
              broken[0] = true;
              logs.node(CYRENE).disk("log").faults().failFrom(Operation.Kind.WRITE, 1);
            }
            return MessageHook.Fate.TRAVELS;
          });
      logs.node(CYRENE).start();
      logs.cluster.loop().runUntil(() -> broken[0], SimLogs.TIMEOUT);
      logs.cluster.runFor(SimLogs.HOP.multipliedBy(2)); // it has failed, and said so
      assertEquals(1, logs.replica(CYRENE).log().firstLsn());
      logs.restart(CYRENE, CrashClass.PROCESS); // before it is asked again

      logs.settle();
      assertTrue(broken[0], "the snapshot has one part");
      assertEquals(61, logs.replica(CYRENE).log().firstLsn());
    }
  }

  @Test
  void shouldFetchWhatTheLeaderItselfHasLostFromAFollower() throws Exception {
    SimLogs.Setup setup = SimLogs.Setup.of(Quorum.majority(3)).withSnapshots();
    try (SimLogs logs = new SimLogs(setup)) {
      logs.node(CYRENE).crash(CrashClass.POWER); // it misses everything
      LogStore store = (LogStore) open(logs, logs.lead(ATHENS));
      for (int i = 0; i < 60; i++) {
        store(logs, store, "key" + i, "z".repeat(200));
      }
      store.snapshot();
      store(logs, store, "last", "2");
      logs.settle();
      logs.node(ATHENS).crash(CrashClass.POWER);
      logs.node(CYRENE).start();
      QuorumWal log = logs.lead(CYRENE); // all it has is byzantium's snapshot and record
      try (LogStore found =
          LogStore.open(
              logs.host(CYRENE).disk("log"), (disk, known) -> log, StoreOptions.DEFAULTS)) {
        assertEquals(61, found.scan(Bytes.EMPTY, Bytes.EMPTY, 1000).size());
        assertEquals(60, found.recovery().snapshotLsn());
      }
    }
  }

  @Test
  void shouldRunAStoreUnchanged() throws Exception {
    try (SimLogs logs = SimLogs.of(5)) {
      KeyValue store = open(logs, logs.lead(ATHENS));
      store(logs, store, "cost", "120");
      logs.node(BYZANTIUM).crash(CrashClass.POWER);
      logs.node(CYRENE).crash(CrashClass.POWER);
      assertEquals("120", store.get(Bytes.utf8("cost")).orElseThrow().toUtf8());
      Batch batch =
          Batch.builder().put(Bytes.utf8("a"), Bytes.utf8("1")).delete(Bytes.utf8("cost")).build();
      logs.cluster.await(store.writeAsync(batch));
      logs.restart(ATHENS, CrashClass.POWER);
      KeyValue again = open(logs, logs.lead(ATHENS));
      assertEquals(
          List.of("a"),
          again.scan(Bytes.EMPTY, Bytes.EMPTY, 10).stream().map(e -> e.key().toUtf8()).toList());
    }
  }
}
