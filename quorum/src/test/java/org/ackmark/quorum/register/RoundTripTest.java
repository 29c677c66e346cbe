package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.sim.DiskSpeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operation waits for, in round trips and syncs. */
class RoundTripTest {
  private static final long ROUND_TRIP_NS = 2 * Cities.HOP.toNanos();
  private static final long SYNC_NS = DiskSpeed.USUAL.syncNs();
  private static final RegisterOptions ABD = RegisterOptions.abd(THREE, Quorum.majority(3));

  private final Cities cities = Cities.three();

  @AfterEach
  void close() {
    cities.close();
  }

  private static RegisterOptions lww(ReadRepair repair) {
    return RegisterOptions.lww(THREE, Quorum.majority(3), repair);
  }

  private long latencyNs(Runnable operation) {
    long startedNs = cities.cluster.loop().nowNs();
    operation.run();
    return cities.cluster.loop().nowNs() - startedNs;
  }

  private long writeNs(RegisterOptions options) {
    RegisterStore store = cities.client(ALICE, options);
    return latencyNs(() -> cities.put(store, "title", "value"));
  }

  private long readNs(RegisterOptions options, boolean agreeing) {
    RegisterStore store = cities.client(ALICE, options);
    cities.put(store, "title", "old");
    cities.settle();
    if (!agreeing) {
      cities.separate(ALICE, BYZANTIUM);
      cities.put(store, "title", "new");
      cities.heal();
      cities.separate(ALICE, ATHENS); // so that the stale one is needed
    }
    return latencyNs(() -> assertEquals(agreeing ? "old" : "new", cities.get(store, "title")));
  }

  @Test
  void shouldWriteInOneRoundByAClock() {
    assertEquals(ROUND_TRIP_NS + SYNC_NS, writeNs(lww(ReadRepair.NONE)));
  }

  @Test
  void shouldWriteInTwoRoundsByAskingForTheTagFirst() {
    assertEquals(2 * ROUND_TRIP_NS + SYNC_NS, writeNs(ABD));
  }

  @Test
  void shouldReadInOneRoundWhenTheAnswersAgree() {
    assertEquals(ROUND_TRIP_NS, readNs(ABD, true));
  }

  @Test
  void shouldReadInTwoRoundsAndASyncWhenTheyDoNotAgreeAndItWritesBack() {
    assertEquals(2 * ROUND_TRIP_NS + SYNC_NS, readNs(ABD, false));
  }

  @Test
  void shouldReadInTwoRoundsAndASyncWhenTheyDoNotAgreeAndRepairIsBlocking() {
    assertEquals(2 * ROUND_TRIP_NS + SYNC_NS, readNs(lww(ReadRepair.BLOCKING), false));
  }

  @Test
  void shouldReadInOneRoundWhateverTheAnswersWhenRepairIsAsynchronous() {
    assertEquals(ROUND_TRIP_NS, readNs(lww(ReadRepair.ASYNC), false));
  }
}
