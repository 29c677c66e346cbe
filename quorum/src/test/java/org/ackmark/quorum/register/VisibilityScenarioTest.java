package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BOB;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.CAROL;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.SequentialChecker;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.MessageHook.Fate;
import org.ackmark.wal.Level;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What readers see of writes that are under way, or failed on the way, and what is legal of it. */
class VisibilityScenarioTest {
  private static final Quorum MAJORITY = Quorum.majority(3);
  private static final Duration TIMEOUT = Duration.ofMillis(100);

  private final Cities cities = Cities.three();
  private final HistoryRecorder recorder = HistoryRecorder.ordered(cities.cluster.loop()::nowNs);
  private final RecordedClient alice = new RecordedClient(recorder, 0);
  private final RecordedClient bob = new RecordedClient(recorder, 1);
  private final RecordedClient carol = new RecordedClient(recorder, 2);

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

  private static boolean linearizable(History history) {
    return new RegisterChecker().check(history).linearizable();
  }

  /** Q6: a write that failed may be what everybody reads later: an error does not undo it. */
  @Test
  void shouldLetAFailedWriteBeReadLater() {
    RegisterStore store = abd(ALICE);
    cities.await(alice.write(store, "title", 1));
    cities.settle();
    cities.stores(Fate.VANISHES, BYZANTIUM, CYRENE);
    QuorumNotReachedException failure = cities.awaitFailure(alice.write(store, "title", 2));
    assertTrue(failure.mayHaveTakenEffect());
    cities.letTravel();
    cities.separate(ALICE, CYRENE);
    assertEquals(2, cities.await(alice.read(store, "title")));
    assertEquals("2", cities.copy(BYZANTIUM, "title")); // now it is there to stay
    assertTrue(linearizable(recorder.history()));
  }

  /** Q8: asynchronous repair does not keep a later read of somebody else from an older value. */
  @Test
  void shouldLetALaterReadBeOlderWhileAnAsynchronousRepairIsUnderWay() {
    RegisterStore atAlice = lww(ALICE, ReadRepair.ASYNC);
    RegisterStore atBob = lww(BOB, ReadRepair.ASYNC);
    incomplete(atAlice);
    cities.stores(Fate.WAITS, BYZANTIUM, CYRENE);
    cities.separate(ALICE, CYRENE);
    assertEquals(2, cities.await(alice.read(atAlice, "title")));
    cities.separate(BOB, ATHENS);
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    assertFalse(linearizable(recorder.history()));
    cities.letTravel();
    cities.heal();
    cities.cluster.network().release(envelope -> true);
    cities.settle();
    cities.separate(BOB, ATHENS);
    assertEquals(2, cities.await(bob.read(atBob, "title"))); // it has converged
  }

  /** A value that all hold, and then one that failed after it had reached athens. */
  private void incomplete(RegisterStore store) {
    cities.await(carol.write(store, "title", 1));
    cities.settle();
    cities.stores(Fate.VANISHES, BYZANTIUM, CYRENE);
    cities.awaitFailure(carol.write(store, "title", 2));
    cities.letTravel();
  }

  /** Q9: without repair reads that overlap one write go from new to old: no order explains that. */
  @Test
  void shouldLetReadsGoFromNewToOldDuringAWriteWhenNothingIsRepaired() {
    RegisterStore atCarol = lww(CAROL, ReadRepair.NONE);
    RegisterStore atAlice = lww(ALICE, ReadRepair.NONE);
    RegisterStore atBob = lww(BOB, ReadRepair.NONE);
    cities.await(carol.write(atCarol, "title", 1));
    cities.settle();
    cities.stores(Fate.WAITS, BYZANTIUM, CYRENE);
    var write = carol.write(atCarol, "title", 2);
    cities.cluster.runFor(Cities.HOP.multipliedBy(5));
    cities.separate(ALICE, CYRENE);
    assertEquals(2, cities.await(alice.read(atAlice, "title")));
    cities.separate(BOB, ATHENS);
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    cities.letTravel();
    cities.cluster.network().release(envelope -> true);
    assertTrue(cities.await(write));
    assertFalse(linearizable(recorder.history()));
    assertTrue(SequentialChecker.sequential(recorder.history()));
  }

  /** Q9: under ABD the same reads are written back, and never go from new to old. */
  @Test
  void shouldNotLetReadsGoFromNewToOldDuringAWriteWhenTheyWriteBack() {
    RegisterStore atCarol = abd(CAROL);
    RegisterStore atAlice = abd(ALICE);
    RegisterStore atBob = abd(BOB);
    cities.await(carol.write(atCarol, "title", 1));
    cities.settle();
    cities
        .cluster
        .network()
        .hook(envelope ->
            envelope.message() instanceof RegisterMessage.Store
                    && envelope.from().equals(CAROL)
                    && !envelope.to().equals(ATHENS)
                ? Fate.WAITS
                : Fate.TRAVELS);
    var write = carol.write(atCarol, "title", 2);
    cities.cluster.runFor(Cities.HOP.multipliedBy(5));
    cities.separate(ALICE, CYRENE);
    assertEquals(2, cities.await(alice.read(atAlice, "title")));
    cities.separate(BOB, ATHENS);
    assertEquals(2, cities.await(bob.read(atBob, "title")));
    cities.letTravel();
    cities.cluster.network().release(envelope -> true);
    assertTrue(cities.await(write));
    assertTrue(linearizable(recorder.history()));
  }

  /** Q10: reading one node after a quorum write may return what was before it. */
  @Test
  void shouldLetAReadOfOneNodeMissAnAcknowledgedWrite() {
    RegisterStore atAlice = lww(ALICE, ReadRepair.NONE);
    Quorum one = new Quorum(3, 1, 2, Level.SYNCED);
    assertFalse(one.meets());
    RegisterStore atBob =
        cities.client(
            BOB,
            RegisterOptions.lww(List.of(CYRENE, ATHENS, BYZANTIUM), one, ReadRepair.NONE)
                .withHedging(new Hedging.After(TIMEOUT.dividedBy(2))));
    cities.await(alice.write(atAlice, "title", 1));
    cities.settle();
    cities.separate(ALICE, CYRENE);
    cities.await(alice.write(atAlice, "title", 2));
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    assertFalse(linearizable(recorder.history()));
    assertTrue(SequentialChecker.sequential(recorder.history()));
  }

  /** Q15: a failed write is concurrent with all that follows, so it may win over an acked one. */
  @Test
  void shouldAllowAFailedWriteToWinOverAnAcknowledgedOneThatCameLater() {
    RegisterStore atAlice = abd(ALICE);
    RegisterStore atBob = abd(BOB); // of equal sequences the one of the higher writer wins
    cities.stores(Fate.VANISHES, ATHENS, BYZANTIUM);
    cities.awaitFailure(bob.write(atBob, "title", 1));
    cities.letTravel();
    cities.separate(ALICE, CYRENE);
    cities.await(alice.write(atAlice, "title", 2));
    cities.heal();
    cities.separate(BOB, ATHENS);
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    assertTrue(linearizable(recorder.history()));
  }

  /** Q16: two clients that read, decide and write both succeed: registers can't compare-and-set. */
  @Test
  void shouldLetTwoClientsBothBelieveThatTheirsWasTheOnlyUpdate() throws Exception {
    RegisterStore atAlice = abd(ALICE);
    RegisterStore atBob = abd(BOB);
    cities.put(atAlice, "title", "free");
    assertEquals("free", cities.get(atAlice, "title"));
    assertEquals("free", cities.get(atBob, "title"));
    cities.put(atAlice, "title", "alice's");
    cities.put(atBob, "title", "bob's");
    assertEquals("bob's", cities.get(atAlice, "title"));
    Bytes key = Bytes.utf8("title");
    assertThrows(
        UnsupportedOperationException.class, () -> atAlice.putIfNewer(key, key, Long.MAX_VALUE));
  }
}
