package org.ackmark.quorum.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {
  @Test
  void shouldBeTheNodeItselfWhenThereIsOne() {
    OrderStatistic one = new OrderStatistic(List.of(Times.of(30, 10, 20, 40)), 1);
    assertEquals(0.5, one.shareWithin(20));
    assertEquals(20, one.percentileNs(50));
    assertEquals(40, one.percentileNs(100));
    assertEquals(0, one.shareWithin(9));
  }

  /** Two coins: the first answer is early three times in four, the second once. */
  @Test
  void shouldBeTheArithmeticOfCoins() {
    List<Times> coins = List.of(Times.of(1, 2), Times.of(1, 2));
    assertEquals(0.75, new OrderStatistic(coins, 1).shareWithin(1), 1e-15);
    assertEquals(0.25, new OrderStatistic(coins, 2).shareWithin(1), 1e-15);
    assertEquals(1, new OrderStatistic(coins, 1).percentileNs(75));
    assertEquals(2, new OrderStatistic(coins, 1).percentileNs(76));
  }

  @Test
  void shouldAgreeWithTryingEveryCombination() {
    long seed = Long.getLong("seed", 20_261_123);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      int n = 1 + random.nextInt(4);
      List<long[]> samples = new ArrayList<>();
      for (int node = 0; node < n; node++) {
        samples.add(random.longs(1 + random.nextInt(5), 1, 20).toArray());
      }
      for (int k = 1; k <= n; k++) {
        long[] all = combinations(samples, k);
        OrderStatistic statistic = new OrderStatistic(samples.stream().map(Times::of).toList(), k);
        for (double percentile : new double[] {1, 50, 90, 99, 100}) {
          int rank = (int) Math.ceil(percentile / 100 * all.length - 1e-9);
          assertEquals(all[rank - 1], statistic.percentileNs(percentile), "seed=" + seed);
        }
      }
    }
  }

  private static long[] combinations(List<long[]> samples, int k) {
    List<long[]> draws = List.of(new long[0]);
    for (long[] node : samples) {
      List<long[]> longer = new ArrayList<>();
      for (long[] draw : draws) {
        for (long time : node) {
          long[] more = Arrays.copyOf(draw, draw.length + 1);
          more[draw.length] = time;
          longer.add(more);
        }
      }
      draws = longer;
    }
    return draws.stream()
        .mapToLong(draw -> Arrays.stream(draw).sorted().skip(k - 1).findFirst().orElseThrow())
        .sorted()
        .toArray();
  }

  @Test
  void shouldRefuseMoreAnswersThanNodes() {
    assertThrows(IllegalArgumentException.class, () -> new OrderStatistic(List.of(Times.of(1)), 2));
    assertThrows(IllegalArgumentException.class, () -> Times.of());
  }
}
