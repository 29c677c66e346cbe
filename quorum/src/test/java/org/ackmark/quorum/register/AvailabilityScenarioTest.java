package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BOB;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.MessageHook.Fate;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Versioned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which operations go on, fail, or leave something behind, when nodes can't be reached. */
class AvailabilityScenarioTest {
  private static final Quorum MAJORITY = Quorum.majority(3);
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final Duration PATIENT = Duration.ofSeconds(1);

  private final Cities cities = Cities.three();

  @AfterEach
  void close() {
    cities.close();
  }

  private RegisterStore abd(NodeId client) {
    return cities.client(client, RegisterOptions.abd(THREE, MAJORITY).withTimeout(TIMEOUT));
  }

  private RegisterStore lww(NodeId client, ReadRepair repair) {
    return cities.client(client, RegisterOptions.lww(THREE, MAJORITY, repair).withTimeout(TIMEOUT));
  }

  /** Q1: with one of three nodes cut off writes and reads go on, each time without another one. */
  @Test
  void shouldWriteAndReadWhileAnyOneNodeIsCutOff() {
    RegisterStore alice = abd(ALICE);
    cities.separate(ALICE, BYZANTIUM);
    cities.put(alice, "title", "Microservices");
    cities.heal();
    assertEquals("", cities.copy(BYZANTIUM, "title"));
    cities.separate(ALICE, CYRENE);
    assertEquals("Microservices", cities.get(alice, "title"));
    assertEquals("Microservices", cities.copy(BYZANTIUM, "title")); // before the read returned
  }

  /** Q2: a blocking repair brings a stale node up to date before the read returns. */
  @Test
  void shouldRepairAStaleNodeBeforeTheReadReturns() {
    RegisterStore alice = lww(ALICE, ReadRepair.BLOCKING);
    missedByByzantium(alice, "title");
    cities.separate(ALICE, ATHENS);
    assertEquals("new", cities.get(alice, "title"));
    assertEquals("new", cities.copy(BYZANTIUM, "title"));
  }

  private void missedByByzantium(RegisterStore store, String key) {
    cities.put(store, key, "old");
    cities.settle();
    cities.separate(ALICE, BYZANTIUM);
    cities.put(store, key, "new");
    cities.settle();
    cities.heal();
    assertEquals("old", cities.copy(BYZANTIUM, key));
  }

  /** Q3: an asynchronous repair costs the read nothing, and the stale node is up to date later. */
  @Test
  void shouldReturnFirstAndRepairAStaleNodeLater() {
    RegisterStore alice = lww(ALICE, ReadRepair.ASYNC);
    missedByByzantium(alice, "title");
    cities.separate(ALICE, ATHENS);
    assertEquals("new", cities.get(alice, "title"));
    assertEquals("old", cities.copy(BYZANTIUM, "title"));
    cities.settle();
    assertEquals("new", cities.copy(BYZANTIUM, "title"));
  }

  /**
   * Q4: with blocking repair a read fails when the repair is lost, though a quorum has answered.
   */
  @Test
  void shouldFailAReadWhoseRepairIsLostThoughAQuorumHasAnswered() {
    RegisterStore alice = lww(ALICE, ReadRepair.BLOCKING);
    RegisterStore bob = lww(BOB, ReadRepair.NONE);
    missedByByzantium(alice, "title");
    cities.separate(ALICE, ATHENS);
    cities.separate(BOB, ATHENS);
    cities.stores(Fate.VANISHES, BYZANTIUM);
    QuorumNotReachedException failure = cities.awaitFailure(alice.readAsync(Bytes.utf8("title")));
    assertEquals(Phase.WRITE_BACK, failure.phase());
    assertEquals("new", cities.get(bob, "title")); // who does without repair is not kept from it
  }

  /** Q4: ABD writes back to any replica, not only to those that answered, and finds another one. */
  @Test
  void shouldWriteBackToAnotherReplicaWhenOneRepairIsLost() {
    RegisterStore alice = abd(ALICE);
    missedByByzantium(alice, "title");
    cities.stores(Fate.VANISHES, BYZANTIUM);
    assertEquals("new", cities.get(alice, "title"));
    assertEquals("old", cities.copy(BYZANTIUM, "title"));
  }

  /** Q5: with one of three nodes reachable a write is an error within the timeout, no success. */
  @Test
  void shouldFailAWriteWithinTheTimeoutWhenMostNodesAreCutOff() {
    RegisterStore alice = lww(ALICE, ReadRepair.NONE);
    cities.separate(ALICE, BYZANTIUM, CYRENE);
    long startedNs = cities.cluster.loop().nowNs();
    QuorumNotReachedException failure =
        cities.awaitFailure(alice.putAsync(Bytes.utf8("title"), Bytes.utf8("lost?")));
    assertEquals(TIMEOUT.toNanos(), cities.cluster.loop().nowNs() - startedNs);
    assertEquals(1, failure.answered());
    assertEquals(2, failure.needed());
    assertEquals(3, failure.replicas());
    assertTrue(failure.mayHaveTakenEffect());
    assertEquals("lost?", cities.copy(ATHENS, "title")); // and indeed it has
  }

  /** A connection that breaks loses what was on its way; the next one does not know of it. */
  @Test
  void shouldAskOnceMoreWhatTheNetworkLostWhereItIsKnownToLose() {
    RegisterOptions once = RegisterOptions.abd(THREE, Quorum.majority(3)).withTimeout(PATIENT);
    assertEquals(PATIENT.toNanos(), outageNs(ALICE, once));
    Duration retry = Duration.ofMillis(100);
    assertTrue(outageNs(BOB, once.withRetry(retry)) <= 2 * retry.toNanos());
  }

  /** How long a write takes whose first messages are lost. */
  private long outageNs(NodeId client, RegisterOptions options) {
    RegisterStore store = cities.client(client, options);
    cities.separate(client, ATHENS, BYZANTIUM, CYRENE);
    long startedNs = cities.cluster.loop().nowNs();
    CompletionStage<Boolean> write = store.putAsync(Bytes.utf8("title"), Bytes.utf8("v"));
    cities.cluster.loop().runFor(Duration.ofMillis(50));
    cities.heal();
    cities.cluster.loop().runUntil(write.toCompletableFuture()::isDone, PATIENT);
    return cities.cluster.loop().nowNs() - startedNs;
  }

  /** Q5: under ABD a write that could not even ask for a tag has certainly not happened. */
  @Test
  void shouldSendNothingOfAWriteThatCouldNotAskAQuorumForItsTag() {
    RegisterStore alice = abd(ALICE);
    cities.separate(ALICE, BYZANTIUM, CYRENE);
    List<Object> stores = new ArrayList<>();
    cities
        .cluster
        .network()
        .hook(envelope -> {
          if (envelope.message() instanceof RegisterMessage.Store) {
            stores.add(envelope);
          }
          return Fate.TRAVELS;
        });
    QuorumNotReachedException failure =
        cities.awaitFailure(alice.putAsync(Bytes.utf8("title"), Bytes.utf8("never")));
    assertEquals(Phase.QUERY_TAG, failure.phase());
    assertFalse(failure.mayHaveTakenEffect());
    cities.heal();
    cities.settle();
    assertEquals(List.of(), stores);
    assertEquals("", cities.get(alice, "title"));
  }

  /** A read asks for no more than it needs: it does not wait for the third node. */
  @Test
  void shouldNotWaitForANodeThatIsSlowWhenEnoughOthersHaveAnswered() {
    RegisterStore alice = abd(ALICE);
    cities.put(alice, "title", "value");
    cities.settle();
    cities.cluster.network().slow(CYRENE, ALICE, TIMEOUT.toNanos());
    long startedNs = cities.cluster.loop().nowNs();
    cities.get(alice, "title");
    assertEquals(2 * Cities.HOP.toNanos(), cities.cluster.loop().nowNs() - startedNs);
  }

  /** When most answers are refusals the operation fails at once, not after the timeout. */
  @Test
  void shouldFailAtOnceWhenMostNodesRefuse() {
    RegisterStore alice = lww(ALICE, ReadRepair.NONE);
    for (NodeId broken : List.of(BYZANTIUM, CYRENE)) {
      cities.node(broken).disk("data").faults().failFrom(Operation.Kind.SYNC, 1);
    }
    long startedNs = cities.cluster.loop().nowNs();
    QuorumNotReachedException failure =
        cities.awaitFailure(alice.putAsync(Bytes.utf8("title"), Bytes.utf8("lost?")));
    assertTrue(cities.cluster.loop().nowNs() - startedNs < TIMEOUT.toNanos());
    assertEquals(2, failure.refused());
    assertTrue(failure.mayHaveTakenEffect());
  }

  /** Q18: repair is per key, and replicas that agree cost no message beyond asking them. */
  @Test
  void shouldRepairOnlyTheKeyThatIsReadAndSendNothingWhenReplicasAgree() {
    RegisterStore alice = abd(ALICE);
    missedByByzantium(alice, "title");
    missedByByzantium(alice, "author");
    long before = cities.cluster.network().sent();
    assertEquals("new", cities.get(alice, "title"));
    cities.settle();
    assertEquals("new", cities.copy(BYZANTIUM, "title"));
    assertEquals("old", cities.copy(BYZANTIUM, "author"));
    // three were asked, and the two not yet known to hold it were told
    assertEquals(10, cities.cluster.network().sent() - before);
    before = cities.cluster.network().sent();
    assertEquals("new", cities.get(alice, "title"));
    cities.settle();
    assertEquals(6, cities.cluster.network().sent() - before);
  }

  /** A deleted key stays deleted though a node that missed it comes back. */
  @Test
  void shouldNotBringADeletedValueBackFromANodeThatMissedIt() {
    RegisterStore alice = abd(ALICE);
    cities.put(alice, "title", "value");
    cities.settle();
    cities.separate(ALICE, BYZANTIUM);
    cities.await(alice.writeAsync(Batch.delete(Bytes.utf8("title"))));
    cities.heal();
    cities.separate(ALICE, ATHENS);
    assertEquals("", cities.get(alice, "title"));
    assertEquals("", cities.copy(BYZANTIUM, "title"));
  }

  /** Q7: a read that overlaps a write may return the old or the new value. */
  @Test
  void shouldLetAReadThatOverlapsAWriteReturnEitherValue() {
    RegisterStore alice = abd(ALICE);
    RegisterStore bob = abd(BOB);
    cities.put(alice, "title", "old");
    cities.settle();
    cities.stores(Fate.WAITS, BYZANTIUM, CYRENE);
    CompletableFuture<Boolean> write =
        alice.putAsync(Bytes.utf8("title"), Bytes.utf8("new")).toCompletableFuture();
    cities.cluster.runFor(Cities.HOP.multipliedBy(5));
    cities.separate(BOB, ATHENS);
    assertEquals("old", cities.get(bob, "title"));
    assertFalse(write.isDone());
    cities.heal();
    cities.separate(BOB, CYRENE);
    CompletableFuture<Versioned> read = bob.readAsync(Bytes.utf8("title")).toCompletableFuture();
    cities.cluster.runFor(Cities.HOP.multipliedBy(5));
    assertFalse(read.isDone()); // it has seen the new one, and must write it back first
    cities.letTravel();
    cities.cluster.network().release(envelope -> true);
    assertEquals(Bytes.utf8("new"), cities.await(read).value().orElseThrow());
    assertTrue(cities.await(write));
  }
}
