package org.ackmark.quorum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the simulated machines and links do, and that a seed decides it. */
class SimClusterTest {
  private static final NodeId ALICE = new NodeId(9, "alice");
  private static final NodeId ATHENS = new NodeId(0, "athens");
  private static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  private static final Duration HOP = Duration.ofMillis(1);
  private static final Bytes KEY = Bytes.utf8("k");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  private final SimCluster cluster = new SimCluster(1, LinkQuality.steady(HOP));
  private final List<String> heard = new ArrayList<>();
  private LogStore store; // of the node's present life
  private SimHost host;

  @AfterEach
  void close() {
    cluster.close();
  }

  private record Text(String text) implements Message {}

  private SimNode echo(NodeId id) {
    return cluster.add(
        id,
        h -> {
          host = h;
          return new Boot.Running((from, request, replier) -> replier.reply(request), () -> {});
        });
  }

  private SimNode client() {
    return cluster.add(ALICE, Boot.client());
  }

  private void ask(NodeId to, String text) {
    cluster
        .network()
        .send(ALICE, to, new Text(text), (from, reply) -> heard.add(((Text) reply).text));
  }

  @Test
  void shouldTakeTwoHopsToAskAndAnswer() {
    client();
    echo(ATHENS);
    ask(ATHENS, "hello");
    cluster.runFor(HOP.multipliedBy(2).minusNanos(1));
    assertEquals(List.of(), heard);
    cluster.runFor(Duration.ofNanos(1));
    assertEquals(List.of("hello"), heard);
  }

  @Test
  void shouldStopMessagesInBothDirectionsOfAPartitionAndInOneOfACut() {
    client();
    echo(ATHENS);
    cluster.network().partition(Set.of(ALICE), Set.of(ATHENS));
    ask(ATHENS, "partitioned");
    cluster.runFor(HOP.multipliedBy(3));
    cluster.network().heal();
    cluster.network().cut(ATHENS, ALICE);
    ask(ATHENS, "the reply is cut");
    cluster.runFor(HOP.multipliedBy(3));
    cluster.network().heal();
    ask(ATHENS, "healed");
    cluster.runFor(HOP.multipliedBy(3));
    assertEquals(List.of("healed"), heard);
    assertEquals(1, cluster.faults().of(FaultKind.PARTITION));
    assertEquals(1, cluster.faults().of(FaultKind.ONE_WAY_CUT));
  }

  @Test
  void shouldLoseMessagesInFlightWhenTheLinkIsCutUnderThem() {
    client();
    echo(ATHENS);
    ask(ATHENS, "in flight");
    cluster.network().isolate(ATHENS);
    cluster.runFor(HOP.multipliedBy(3));
    assertEquals(List.of(), heard);
  }

  @Test
  void shouldHoldAndDropSingleMessages() {
    client();
    echo(ATHENS);
    cluster
        .network()
        .hook(envelope ->
            switch (((Text) envelope.message()).text) {
              case "drop" -> MessageHook.Fate.VANISHES;
              case "hold" -> MessageHook.Fate.WAITS;
              default -> MessageHook.Fate.TRAVELS;
            });
    ask(ATHENS, "hold");
    ask(ATHENS, "drop");
    ask(ATHENS, "pass");
    cluster.runFor(HOP.multipliedBy(3));
    assertEquals(List.of("pass"), heard);
    assertEquals(1, cluster.network().waiting().size());
    cluster.network().hook(envelope -> MessageHook.Fate.TRAVELS);
    cluster.network().release(envelope -> true);
    cluster.runFor(HOP.multipliedBy(3));
    assertEquals(List.of("pass", "hold"), heard);
  }

  @Test
  void shouldAnswerNobodyWhileDownAndForgetTimersAndRepliesOfAnEarlierLife() {
    SimNode alice = client();
    SimNode athens = echo(ATHENS);
    host.timer().schedule(HOP.toNanos(), () -> heard.add("timer"));
    ask(ATHENS, "to a node that dies before");
    athens.crash(CrashClass.PROCESS);
    assertFalse(athens.isUp());
    cluster.runFor(HOP.multipliedBy(3));
    athens.start();
    ask(ATHENS, "from a node that dies after");
    cluster.runFor(HOP);
    alice.crash(CrashClass.PROCESS);
    alice.start();
    cluster.runFor(HOP.multipliedBy(3));
    assertEquals(List.of(), heard);
    ask(ATHENS, "now");
    cluster.runFor(HOP.multipliedBy(3));
    assertEquals(List.of("now"), heard);
  }

  @Test
  void shouldShowEachNodeItsOwnWrongClock() {
    SimNode athens = echo(ATHENS);
    long before = host.timer().wallMicros();
    athens.wall().skewMicros(-500);
    cluster.runFor(HOP);
    assertEquals(before + 1000 - 500, host.timer().wallMicros());
  }

  private SimNode keeper(Variant variant) {
    return cluster.add(
        ATHENS,
        h -> {
          host = h;
          store =
              LogStore.open(h.disk("data"), h.logs(WalOptions.of(variant)), StoreOptions.DEFAULTS);
          return new Boot.Running((from, request, replier) -> {}, store::close);
        });
  }

  @Test
  void shouldCompleteAWriteAfterTheTimeOfASyncAndNotBefore() {
    keeper(Variant.SYNC);
    CompletableFuture<Boolean> written = store.putAsync(KEY, ONE).toCompletableFuture();
    cluster.runFor(Duration.ofNanos(DiskSpeed.USUAL.delayNs(Level.SYNCED) - 1));
    assertFalse(written.isDone());
    cluster.runFor(Duration.ofNanos(1));
    assertTrue(written.join());
  }

  @Test
  void shouldFindAfterALossOfPowerWhatWasSyncedAndNothingElse() throws Exception {
    SimNode athens = keeper(Variant.SYNC);
    cluster.await(store.putAsync(KEY, ONE));
    CompletionStage<Boolean> cutShort = store.putAsync(KEY, TWO);
    athens.crash(CrashClass.POWER);
    athens.start();
    assertEquals(ONE, store.get(KEY).orElseThrow());
    cluster.runFor(Duration.ofSeconds(1));
    assertFalse(cutShort.toCompletableFuture().isDone());
  }

  @Test
  void shouldFindAfterACrashOfTheProcessWhatWasWrittenAndAfterALossOfPowerNoneOfIt()
      throws Exception {
    SimNode athens = keeper(Variant.BUFFERED);
    cluster.await(store.putAsync(KEY, ONE));
    athens.crash(CrashClass.PROCESS);
    athens.start();
    assertEquals(ONE, store.get(KEY).orElseThrow());
    cluster.await(store.putAsync(KEY, TWO));
    athens.crash(CrashClass.POWER);
    athens.start();
    assertNotEquals(TWO, store.get(KEY).orElse(Bytes.EMPTY));
    assertEquals(1, cluster.faults().of(FaultKind.PROCESS_CRASH));
    assertEquals(1, cluster.faults().of(FaultKind.POWER_CRASH));
  }

  /** Q21: a seed decides every fault and every delay, and another one decides otherwise. */
  @Test
  void shouldGiveTheSameEventsForTheSameSeedAndOthersForAnother() {
    assertEquals(chatter(7), chatter(7));
    assertNotEquals(chatter(7), chatter(8));
  }

  private static List<String> chatter(long seed) {
    LinkQuality bad =
        LinkQuality.between(Duration.ZERO, HOP).withLossPercent(20).withDuplicationPercent(20);
    List<String> events = new ArrayList<>();
    try (SimCluster cluster = new SimCluster(seed, bad)) {
      cluster.add(ALICE, Boot.client());
      for (NodeId id : List.of(ATHENS, BYZANTIUM)) {
        cluster.add(
            id,
            h -> new Boot.Running((from, request, replier) -> replier.reply(request), () -> {}));
      }
      for (int i = 0; i < 100; i++) {
        String text = "" + i;
        cluster
            .network()
            .send(
                ALICE,
                i % 2 == 0 ? ATHENS : BYZANTIUM,
                new Text(text),
                (from, reply) -> events.add(cluster.loop().nowNs() + " " + from + " " + text));
      }
      cluster.runFor(Duration.ofSeconds(1));
      for (FaultKind kind : List.of(FaultKind.LOSS, FaultKind.DUPLICATION, FaultKind.REORDER)) {
        assertTrue(cluster.faults().of(kind) > 0, kind + " did not happen");
      }
    }
    return events;
  }

  @Test
  void shouldSayThatAStageNeverCompletes() {
    CompletableFuture<String> never = new CompletableFuture<>();
    assertThrows(IllegalStateException.class, () -> cluster.await(never));
  }
}
