package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianIntervalTest {
  private static final long SEED = 20260131;

  /** The ranks of the usual tables (Conover, table A3, two-sided 95 %). */
  @ParameterizedTest
  @CsvSource({
    "1,1,1", "2,1,2", "5,1,5", "6,1,6", "8,1,8", "9,2,8", "12,3,10", "15,4,12", "20,6,15"
  })
  void shouldSpanTheRanksOfTheTables(int count, int low, int high) {
    double[] values = IntStream.rangeClosed(1, count).mapToDouble(i -> i).toArray();
    MedianInterval interval = MedianInterval.of(values);
    assertEquals(new MedianInterval((count + 1) / 2.0, low, high, count), interval);
  }

  @Test
  void shouldNotDependOnTheOrderAndLeaveTheValuesAlone() {
    double[] values = {5, 1, 4, 2, 3, 9, 7};
    assertEquals(new MedianInterval(4, 1, 9, 7), MedianInterval.of(values));
    assertEquals(5, values[0]);
  }

  /** Of a skewed distribution, with as few values as a run has: where a mean and t would fail. */
  @Test
  void shouldCoverTheTrueMedianAtLeastAsOftenAsItClaims() {
    Random random = new Random(SEED);
    int trials = 4_000;
    int covered = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] values = random.doubles(12).map(u -> Math.exp(3 * u * u)).toArray();
      MedianInterval interval = MedianInterval.of(values);
      double truth = Math.exp(0.75);
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    double share = (double) covered / trials;
    assertTrue(share > 0.95 && share < 0.975, "covered " + share + ", 0.961 is exact");
  }

  @Test
  void shouldClaimNoSpreadOfOneValue() {
    assertFalse(MedianInterval.of(new double[] {7}).hasSpread());
    assertTrue(MedianInterval.of(new double[] {7, 7}).hasSpread());
  }
}
