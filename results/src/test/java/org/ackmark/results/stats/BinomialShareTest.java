package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialShareTest {
  private static final double SURE = 0.95;

  /** As R's binom.test tells them. */
  @ParameterizedTest
  @CsvSource({"0, 10, 0, 0.3084971", "10, 10, 0.6915029, 1", "7, 20, 0.1539092, 0.5921885"})
  void shouldTellTheExactInterval(int hits, int trials, double low, double high) {
    Interval interval = new BinomialShare(hits, trials).interval(SURE);
    assertEquals(low, interval.low(), 1e-6);
    assertEquals(high, interval.high(), 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.3", "0.97"})
  void shouldHoldTheTrueShareAsOftenAsItSays(double share) {
    SplittableRandom random = new SplittableRandom(11);
    int held = 0;
    for (int round = 0; round < 1_000; round++) {
      int hits = (int) random.doubles(200).filter(drawn -> drawn < share).count();
      held += new BinomialShare(hits, 200).interval(SURE).contains(share) ? 1 : 0;
    }
    assertTrue(held >= 940, "held=" + held);
  }

  @Test
  void shouldRefuseWhatCanNotHaveBeenSeen() {
    assertThrows(IllegalArgumentException.class, () -> new BinomialShare(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new BinomialShare(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new BinomialShare(1, 2).interval(1));
  }
}
