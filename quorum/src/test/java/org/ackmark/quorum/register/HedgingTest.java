package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.ToLongFunction;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.sim.CrashClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asking the third node only when the first two are slow. */
class HedgingTest {
  private static final Duration DELAY = Duration.ofMillis(5);
  private static final long ROUND_TRIP_NS = 2 * Cities.HOP.toNanos();

  private final Cities cities = Cities.three();

  @AfterEach
  void close() {
    cities.close();
  }

  private RegisterStore client(Hedging hedging) {
    RegisterStore store =
        cities.client(ALICE, RegisterOptions.abd(THREE, Quorum.majority(3)).withHedging(hedging));
    cities.put(store, "title", "value");
    cities.settle();
    return store;
  }

  private long during(ToLongFunction<Cities> measure, Runnable work) {
    long before = measure.applyAsLong(cities);
    work.run();
    return measure.applyAsLong(cities) - before;
  }

  private long messages(RegisterStore store) {
    return during(
        c -> c.cluster.network().sent(),
        () -> {
          cities.get(store, "title");
          cities.settle();
        });
  }

  private long latencyNs(RegisterStore store) {
    return during(c -> c.cluster.loop().nowNs(), () -> cities.get(store, "title"));
  }

  @Test
  void shouldAskAllAtOnceWithoutHedging() {
    assertEquals(6, messages(client(new Hedging.AllAtOnce())));
  }

  @Test
  void shouldAskOnlyAsManyAsMustAnswerWhenTheyAnswerInTime() {
    assertEquals(4, messages(client(new Hedging.After(DELAY))));
  }

  @Test
  void shouldAskTheOthersAfterTheDelayWhenOneIsSlow() {
    RegisterStore store = client(new Hedging.After(DELAY));
    cities.cluster.network().slow(BYZANTIUM, ALICE, Duration.ofMillis(500).toNanos());
    assertEquals(DELAY.toNanos() + ROUND_TRIP_NS, latencyNs(store));
  }

  @Test
  void shouldAskTheOthersWhenOneIsDown() {
    RegisterStore store = client(new Hedging.After(DELAY));
    cities.node(ATHENS).crash(CrashClass.PROCESS);
    assertEquals(DELAY.toNanos() + ROUND_TRIP_NS, latencyNs(store));
  }

  @Test
  void shouldLearnTheDelayFromTheLatestAnswers() {
    RegisterStore store = client(new Hedging.AtPercentile(90, Duration.ofMillis(900)));
    for (int i = 0; i < 50; i++) {
      cities.get(store, "title");
      cities.settle();
    }
    cities.cluster.network().slow(BYZANTIUM, ALICE, Duration.ofMillis(500).toNanos());
    assertEquals(ROUND_TRIP_NS + ROUND_TRIP_NS, latencyNs(store));
  }

  @Test
  void shouldSendAWriteToAllWhateverTheHedging() {
    RegisterStore store = client(new Hedging.After(DELAY));
    cities.put(store, "title", "new");
    cities.settle();
    assertEquals("new", cities.copy(CYRENE, "title"));
  }

  @Test
  void shouldTakeTheNearestRank() {
    PercentileDelay delay = new PercentileDelay(95, 7);
    assertEquals(7, delay.delayNs());
    for (long latencyNs = 1; latencyNs <= 96; latencyNs++) {
      delay.observed(latencyNs);
    }
    assertEquals(92, delay.delayNs()); // the 92nd of 96
    for (int i = 0; i < 1000; i++) {
      delay.observed(5);
    }
    assertEquals(5, delay.delayNs()); // old ones are forgotten
    assertTrue(delay.delayNs() > 0);
  }
}
