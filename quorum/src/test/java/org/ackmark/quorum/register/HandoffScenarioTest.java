package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BOB;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.DELPHI;
import static org.ackmark.quorum.register.Cities.SPARTA;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that are left with delphi and sparta for replicas that don't answer. */
class HandoffScenarioTest {
  private static final Quorum MAJORITY = Quorum.majority(3);
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofMillis(10);

  private final Cities cities =
      Cities.three().withFallback(DELPHI, THREE).withFallback(SPARTA, THREE);
  private final HistoryRecorder recorder = HistoryRecorder.ordered(cities.cluster.loop()::nowNs);
  private final RecordedClient alice = new RecordedClient(recorder, 0);
  private final RecordedClient bob = new RecordedClient(recorder, 1);

  @AfterEach
  void close() {
    cities.close();
  }

  private RegisterStore client(NodeId id, Handoff handoff) {
    return cities.client(
        id,
        RegisterOptions.lww(THREE, MAJORITY, ReadRepair.NONE)
            .withHandoff(handoff)
            .withTimeout(TIMEOUT));
  }

  private RegisterStore strict(NodeId id) {
    return client(id, Handoff.strict(LATE, DELPHI, SPARTA));
  }

  private RegisterStore sloppy(NodeId id) {
    return client(id, Handoff.sloppy(LATE, DELPHI, SPARTA));
  }

  private void settle() {
    cities.cluster.runFor(Duration.ofMillis(200));
  }

  /** Q22: a node that missed a write gets it when it is back, without anybody reading. */
  @Test
  void shouldHandAMissedWriteOverWhenTheReplicaIsBack() {
    RegisterStore store = strict(ALICE);
    cities.node(CYRENE).crash(CrashClass.POWER);
    cities.put(store, "title", "value");
    settle();
    assertEquals(1, cities.hintsOn(DELPHI));
    cities.node(CYRENE).start();
    assertEquals("", cities.copy(CYRENE, "title"));
    settle();
    assertEquals("value", cities.copy(CYRENE, "title"));
    assertEquals(0, cities.hintsOn(DELPHI));
  }

  /** A delete is handed over like any other write. */
  @Test
  void shouldHandADeleteOver() {
    RegisterStore store = strict(ALICE);
    cities.put(store, "title", "value");
    settle();
    cities.separate(ALICE, CYRENE);
    cities.await(store.writeAsync(Batch.delete(Bytes.utf8("title"))));
    assertEquals("value", cities.copy(CYRENE, "title"));
    settle();
    assertEquals("", cities.copy(CYRENE, "title"));
  }

  /** Q22: a strict quorum counts replicas only: hints do not make a write succeed. */
  @Test
  void shouldNotCountAHintInAStrictQuorum() {
    RegisterStore store = strict(ALICE);
    cities.separate(ALICE, BYZANTIUM, CYRENE);
    QuorumNotReachedException failure = cities.awaitFailure(alice.write(store, "title", 1));
    assertEquals(1, failure.answered());
    assertTrue(failure.mayHaveTakenEffect());
    settle();
    assertEquals("1", cities.copy(CYRENE, "title")); // by way of its hint: an error is no undo
  }

  /** Q22: a sloppy quorum takes writes with one replica up, and reads of a quorum miss them. */
  @Test
  void shouldMissAnAcknowledgedWriteOfASloppyQuorumThoughRPlusWExceedsN() {
    assertTrue(MAJORITY.meets());
    RegisterStore atAlice = sloppy(ALICE);
    RegisterStore atBob = sloppy(BOB);
    assertFalse(atAlice.options().isLinearizable());
    cities.await(alice.write(atAlice, "title", 1));
    settle();
    cities.separate(ALICE, BYZANTIUM, CYRENE);
    cities.separate(DELPHI, BYZANTIUM, CYRENE);
    cities.separate(SPARTA, BYZANTIUM, CYRENE);
    assertTrue(cities.await(alice.write(atAlice, "title", 2)));
    cities.separate(BOB, ATHENS);
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    assertFalse(new RegisterChecker().check(recorder.history()).linearizable());
    cities.heal();
    settle();
    cities.separate(BOB, ATHENS);
    assertEquals(2, cities.await(bob.read(atBob, "title"))); // handed over meanwhile
    assertEquals(0, cities.hintsOn(DELPHI) + cities.hintsOn(SPARTA));
  }

  /** Two hints on the same node are one copy, and count as one. */
  @Test
  void shouldNotCountTwoHintsOnTheSameNode() {
    RegisterStore store =
        cities.client(
            ALICE,
            RegisterOptions.lww(THREE, new Quorum(3, 1, 2, MAJORITY.level()), ReadRepair.NONE)
                .withHandoff(Handoff.sloppy(LATE, DELPHI))
                .withTimeout(TIMEOUT));
    cities.separate(ALICE, ATHENS, BYZANTIUM, CYRENE);
    QuorumNotReachedException failure = cities.awaitFailure(alice.write(store, "title", 1));
    assertEquals(1, failure.answered());
    settle();
    Cities.THREE.forEach(replica -> assertEquals("1", cities.copy(replica, "title")));
  }

  /** Q22: hints are in a log like any other: a synced one survives a loss of power of its node. */
  @Test
  void shouldKeepAHintThroughALossOfPower() {
    RegisterStore store = strict(ALICE);
    cities.node(CYRENE).crash(CrashClass.POWER);
    cities.put(store, "title", "value");
    settle();
    cities.node(DELPHI).crash(CrashClass.POWER);
    cities.node(CYRENE).start();
    settle();
    assertEquals("", cities.copy(CYRENE, "title"));
    cities.node(DELPHI).start();
    assertEquals(1, cities.hintsOn(DELPHI));
    settle();
    assertEquals("value", cities.copy(CYRENE, "title"));
    assertEquals(0, cities.hintsOn(DELPHI));
  }

  /** Q22: a hint that comes late does not undo a newer write. */
  @Test
  void shouldNotLetALateHintReplaceANewerValue() {
    RegisterStore store = strict(ALICE);
    cities.separate(DELPHI, CYRENE);
    cities.separate(ALICE, CYRENE);
    cities.put(store, "title", "old");
    cities.cluster.runFor(LATE.multipliedBy(2));
    assertEquals(1, cities.hintsOn(DELPHI));
    cities.heal();
    cities.separate(DELPHI, CYRENE);
    cities.put(store, "title", "new");
    cities.settle();
    cities.heal();
    settle();
    assertEquals("new", cities.copy(CYRENE, "title"));
    assertEquals(0, cities.hintsOn(DELPHI));
  }

  /** Under a sloppy quorum no replica is a fallback: its hint would be no other copy. */
  @Test
  void shouldRefuseAReplicaAsAFallbackOfASloppyQuorum() {
    assertThrows(IllegalArgumentException.class, () -> client(ALICE, Handoff.sloppy(LATE, ATHENS)));
  }
}
