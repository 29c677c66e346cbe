package org.ackmark.quorum.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.Level;
import org.junit.jupiter.api.Test;

class StaleReadsTest {
  private static final int DRAWS = 20_000;

  private static StaleReads of(int n, int r, int w, StaleReads.Link link) {
    return new StaleReads(new Quorum(n, r, w, Level.WRITTEN), Collections.nCopies(n, link));
  }

  private static StaleReads.Link varying() {
    Times times = Times.of(LongStream.rangeClosed(1, 100).toArray());
    return new StaleReads.Link(times, times, times, times);
  }

  /** Whatever the times: quorums that meet can't miss each other. */
  @Test
  void shouldNeverMissAWriteWhenReadsMeetWrites() {
    assertEquals(0, of(3, 2, 2, varying()).share(0, DRAWS, 1));
    assertEquals(0, of(5, 1, 5, varying()).share(0, DRAWS, 1));
  }

  @Test
  void shouldMissFewerTheLongerAReadWaitsAndTheMoreItAsks() {
    StaleReads one = of(3, 1, 1, varying());
    double atOnce = one.share(0, DRAWS, 1);
    assertTrue(atOnce > 0.05, "atOnce=" + atOnce);
    assertTrue(one.share(50, DRAWS, 1) < atOnce);
    assertEquals(0, one.share(100, DRAWS, 1), "by then every replica has it");
    assertTrue(of(3, 2, 1, varying()).share(0, DRAWS, 1) < atOnce);
  }

  /** One replica is told at once and two never in time: two reads of three miss it. */
  @Test
  void shouldBeTheShareOfReplicasThatWereNotTold() {
    Times soon = Times.of(1);
    Times late = Times.of(1_000_000);
    Times asked =
        Times.of(LongStream.rangeClosed(10, 5_000).toArray()); // hardly ever the same twice
    StaleReads.Link told = new StaleReads.Link(soon, soon, asked, soon);
    StaleReads.Link untold = new StaleReads.Link(late, soon, asked, soon);
    StaleReads model =
        new StaleReads(new Quorum(3, 1, 1, Level.WRITTEN), List.of(told, untold, untold));
    double share = model.share(0, 200_000, 7);
    assertEquals(2.0 / 3, share, 0.01);
  }

  @Test
  void shouldRefuseALinkTooFew() {
    Quorum quorum = new Quorum(3, 1, 1, Level.WRITTEN);
    assertThrows(IllegalArgumentException.class, () -> new StaleReads(quorum, List.of(varying())));
  }

  /** Both replicas are slow in the same rounds: apart, one is slow while the other is not. */
  @Test
  void shouldKnowThatReplicasAreSlowTogether() {
    Quorum quorum = new Quorum(2, 1, 1, Level.WRITTEN);
    StaleReads.Way fast = new StaleReads.Way(10, 1, 3, 3);
    StaleReads.Way slow = new StaleReads.Way(1_000, 1, 3, 3);
    List<List<StaleReads.Way>> rounds = List.of(List.of(fast, fast), List.of(slow, slow));
    assertEquals(0, new StaleRounds(quorum, rounds).share(Times.of(0), DRAWS, 1));
    Times three = Times.of(3);
    StaleReads.Link either = new StaleReads.Link(Times.of(10, 1_000), Times.of(1), three, three);
    assertEquals(0.25, new StaleReads(quorum, List.of(either, either)).share(0, DRAWS, 1), 0.02);
  }

  /** What differs from round to round for one replica alone is a miss here, too. */
  @Test
  void shouldMissAWriteThatOneReplicaGetsLate() {
    Quorum quorum = new Quorum(2, 1, 1, Level.WRITTEN);
    StaleReads.Way told = new StaleReads.Way(10, 1, 5, 5);
    StaleReads.Way late = new StaleReads.Way(1_000, 1, 3, 3);
    StaleRounds rounds = new StaleRounds(quorum, List.of(List.of(told, late)));
    assertEquals(1, rounds.share(Times.of(0, 900), DRAWS, 1));
    assertEquals(0, rounds.share(Times.of(1_000), DRAWS, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new StaleRounds(quorum, List.of(List.of(told))));
  }
}
