package org.ackmark.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.DoubleStream;
import org.ackmark.bench.paired.Pairing.Pair;
import org.ackmark.bench.probe.Quartiles;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final double EXACT = 1e-12;

  @Test
  void efficiencyThatForgetsTheWritersOrTheFloor() {
    Pair pair = Pair.of(4_000, 500_000_000, 500, 250_000, 8);
    assertEquals(8_000, pair.commitsPerSecond(), EXACT);
    assertEquals(0.125, pair.syncsPerCommit(), EXACT);
    assertEquals(250_000, pair.floorNs(), EXACT);
    assertEquals(8_000 * 250e-6 / 8, pair.efficiency(), EXACT);
  }

  @Test
  void medianOfAnEvenCountThatIsOneOfTheTwo() {
    assertEquals(new Quartiles(1.75, 2.5, 3.25), efficiency(4, 1, 3, 2));
  }

  @Test
  void medianThatAnOutlierMoves() {
    assertEquals(new Quartiles(2, 3, 4), efficiency(3, 2, 900, 1, 4));
  }

  @Test
  void oneFigureThatIsSortedByAnother() {
    Pairing pairing = new Pairing(List.of(new Pair(1, 30, 7, 5), new Pair(3, 10, 9, 4)));
    assertEquals(2, pairing.commitsPerSecond().median(), EXACT);
    assertEquals(20, pairing.floorNs().median(), EXACT);
    assertEquals(8, pairing.syncsPerCommit().median(), EXACT);
    assertEquals(4.5, pairing.efficiency().median(), EXACT);
  }

  /** The device became twice as slow in the middle; the log kept pace with it all the time. */
  @Test
  void driftOfTheDeviceThatIsTakenForTheLogs() {
    Pairing pairing =
        new Pairing(
            List.of(
                Pair.of(100, 1_000_000_000, 100, 8e6, 1),
                Pair.of(100, 1_000_000_000, 100, 8e6, 1),
                Pair.of(50, 1_000_000_000, 50, 16e6, 1)));
    assertEquals(new Quartiles(0.8, 0.8, 0.8), pairing.efficiency());
  }

  @Test
  void partsThatDoNotAddUpOrAreThoseOfAnotherPair() {
    Parts parts = new Parts(900, 400, 150, 0);
    assertEquals(150, parts.networkNs(), EXACT);
    assertEquals(250, parts.syncNs(), EXACT);
    assertEquals(500, parts.queueNs(), EXACT);
    assertEquals(parts.manyNs(), parts.networkNs() + parts.syncNs() + parts.queueNs(), EXACT);
    Pair pair = new Pair(1, 1, 1, 1);
    Pairing drifting =
        new Pairing(List.of(pair, pair), List.of(parts, new Parts(1900, 1400, 1150, 0)));
    assertEquals(new Quartiles(250, 250, 250), drifting.part(Parts::syncNs), "of each pair");
    assertEquals(650, drifting.part(Parts::networkNs).median(), EXACT);
    assertThrows(
        IllegalArgumentException.class, () -> new Pairing(List.of(pair, pair), List.of(parts)));
  }

  @Test
  void pairingOfNothingThatHasAMedian() {
    assertThrows(IllegalArgumentException.class, () -> new Pairing(List.of()));
  }

  private static Quartiles efficiency(double... values) {
    return new Pairing(DoubleStream.of(values).mapToObj(value -> new Pair(1, 1, 1, value)).toList())
        .efficiency();
  }
}
