package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BOB;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.DELPHI;
import static org.ackmark.quorum.register.Cities.FIVE;
import static org.ackmark.quorum.register.Cities.SPARTA;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.SequentialChecker;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.MessageHook.Fate;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of writes that are ordered by clocks, when these are wrong. */
class ClockScenarioTest {
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Cities cities = new Cities().withReplicas(FIVE, Variant.SYNC, Level.SYNCED);
  private final HistoryRecorder recorder = HistoryRecorder.ordered(cities.cluster.loop()::nowNs);
  private final RecordedClient alice = new RecordedClient(recorder, 0);
  private final RecordedClient bob = new RecordedClient(recorder, 1);

  @AfterEach
  void close() {
    cities.close();
  }

  private RegisterStore lww(NodeId client, ReadRepair repair) {
    return cities.client(
        client, RegisterOptions.lww(THREE, Quorum.majority(3), repair).withTimeout(TIMEOUT));
  }

  private RegisterStore lwwOfFive(NodeId client) {
    return cities.client(
        client,
        RegisterOptions.lww(FIVE, Quorum.majority(5), ReadRepair.BLOCKING).withTimeout(TIMEOUT));
  }

  private RegisterStore abd(NodeId client) {
    return cities.client(
        client, RegisterOptions.abd(THREE, Quorum.majority(3)).withTimeout(TIMEOUT));
  }

  private void setAhead(NodeId client) {
    cities.node(client).wall().skewMicros(HOUR_MICROS);
  }

  private boolean linearizable() {
    return new RegisterChecker().check(recorder.history()).linearizable();
  }

  /** Q11: repair spreads a write that failed over one that was acknowledged after it. */
  @Test
  void shouldSpreadAFailedWriteOfAFastClockOverALaterAcknowledgedOne() {
    RegisterStore atAlice = lww(ALICE, ReadRepair.BLOCKING);
    RegisterStore atBob = lww(BOB, ReadRepair.BLOCKING);
    setAhead(ALICE);
    cities.stores(Fate.VANISHES, BYZANTIUM, CYRENE);
    cities.awaitFailure(alice.write(atAlice, "title", 1));
    cities.letTravel();
    cities.await(bob.write(atBob, "title", 2));
    cities.settle();
    cities.separate(BOB, CYRENE);
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    assertEquals("1", cities.copy(BYZANTIUM, "title"));
    assertTrue(linearizable()); // the failed write may have happened after the other
  }

  /** Q12: with clocks that differ an acknowledged write is dropped at once, even with R + W > N. */
  @Test
  void shouldDropAnAcknowledgedWriteOfASlowClockAndBreakReadYourWrites() {
    RegisterStore fast = lww(ALICE, ReadRepair.BLOCKING);
    RegisterStore slow = lww(BOB, ReadRepair.BLOCKING);
    setAhead(ALICE);
    cities.await(alice.write(fast, "title", 1));
    cities.settle();
    assertTrue(cities.await(alice.write(slow, "title", 2))); // "success"
    assertEquals(1, cities.await(alice.read(slow, "title")));
    assertFalse(linearizable());
    assertFalse(SequentialChecker.sequential(recorder.history())); // not what she wrote last
  }

  /** Q13: of two acknowledged writes the earlier one survives, as its writer's clock is ahead. */
  @Test
  void shouldLoseTheLaterOfTwoAcknowledgedWrites() {
    RegisterStore atAlice = lww(ALICE, ReadRepair.NONE);
    RegisterStore atBob = lww(BOB, ReadRepair.NONE);
    setAhead(BOB);
    cities.await(bob.write(atBob, "title", 1));
    cities.settle();
    cities.await(alice.write(atAlice, "title", 2));
    cities.settle();
    assertEquals(1, cities.await(alice.read(atAlice, "title")));
    assertEquals(1, cities.await(bob.read(atBob, "title")));
    assertFalse(linearizable());
  }

  /** Q14: tags that come from a quorum instead of a clock let the later write win. */
  @Test
  void shouldLetTheLaterWriteWinWhateverTheClocksWhenTagsComeFromAQuorum() {
    RegisterStore atAlice = abd(ALICE);
    RegisterStore atBob = abd(BOB);
    setAhead(ALICE);
    cities.await(alice.write(atAlice, "title", 1));
    cities.settle();
    cities.await(bob.write(atBob, "title", 2));
    assertEquals(2, cities.await(alice.read(atAlice, "title")));
    assertEquals(2, cities.await(bob.read(atBob, "title")));
    assertTrue(linearizable());
  }

  /** Q17: a minority's write fails and yet stays there; when clocks agree the majority's wins. */
  @Test
  void shouldLetTheMajoritysWriteWinAfterAPartitionWhenClocksAgree() {
    writeOnBothSidesOfAPartition();
    assertEquals(3, cities.await(bob.read(cities.coordinator(BOB), "title")));
    cities.settle();
    assertEquals("3", cities.copy(ATHENS, "title"));
    assertTrue(linearizable());
  }

  /**
   * Q17: with a fast clock the minority's failed write wins, which is wrong and yet linearizable.
   */
  @Test
  void shouldLetTheMinoritysFailedWriteWinWhenItsClockIsAhead() {
    lwwOfFive(ALICE);
    setAhead(ALICE);
    writeOnBothSidesOfAPartition();
    assertEquals(2, cities.await(bob.read(cities.coordinator(BOB), "title")));
    assertTrue(linearizable()); // a timeout is no failure: genesis, majority, minority, read
  }

  private void writeOnBothSidesOfAPartition() {
    RegisterStore atBob = lwwOfFive(BOB);
    if (cities.coordinator(ALICE) == null) {
      lwwOfFive(ALICE);
    }
    cities.await(bob.write(atBob, "title", 1));
    cities.settle();
    cities.separate(ALICE, CYRENE, DELPHI, SPARTA);
    cities.separate(BOB, ATHENS, BYZANTIUM);
    QuorumNotReachedException failure =
        cities.awaitFailure(alice.write(cities.coordinator(ALICE), "title", 2));
    assertTrue(failure.mayHaveTakenEffect());
    assertEquals("2", cities.copy(ATHENS, "title"));
    cities.await(bob.write(atBob, "title", 3));
    cities.settle();
    cities.heal();
    cities.separate(BOB, DELPHI, SPARTA); // so that the minority is among those who answer
  }
}
