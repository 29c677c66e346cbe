package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
  private static List<Long> tried(Rates rates, LongPredicate passes) {
    List<Long> tried = new ArrayList<>();
    for (OptionalLong rate = rates.next(); rate.isPresent(); rate = rates.next()) {
      tried.add(rate.getAsLong());
      rates.ended(passes.test(rate.getAsLong()));
      assertTrue(tried.size() < 100, "no end");
    }
    return tried;
  }

  @ParameterizedTest
  @CsvSource({
    "50000, 20000",
    "50000, 49999",
    "50000, 800",
    "50000, 300000",
    "7, 3",
    "1, 1",
    "3, 2",
    "1000000, 999",
  })
  void shouldFindTheHighestRateToFivePercentAndSeeItTwice(long capacity, long highest) {
    Search search = new Search(capacity);
    List<Long> tried = tried(search, rate -> rate <= highest);
    long found = search.found().orElseThrow();
    assertTrue(found <= highest, "found " + found);
    assertTrue(found * 1.06 >= highest || found == highest, "found " + found + " of " + tried);
    assertTrue(tried.stream().filter(rate -> rate == found).count() >= 2, tried::toString);
    assertTrue(tried.size() <= 20, tried::toString);
  }

  @Test
  void shouldGiveUpWhereNoRatePasses() {
    Search search = new Search(50_000);
    List<Long> tried = tried(search, _ -> false);
    assertEquals(OptionalLong.empty(), search.found());
    assertTrue(tried.size() < 12, tried::toString);
    assertTrue(tried.getLast() <= 100, "it has tried very low rates");
  }

  @Test
  void shouldEndWhereEveryRatePasses() {
    Search search = new Search(50_000);
    tried(search, _ -> true);
    assertTrue(search.found().orElseThrow() >= 50_000);
  }

  @Test
  void shouldStepDownFromARateThatPassedOnceOnly() {
    List<Long> passed = new ArrayList<>();
    Search search = new Search(50_000);
    List<Long> tried =
        tried(
            search,
            rate -> {
              boolean lucky = rate <= 20_000 && !passed.contains(rate);
              passed.add(rate);
              return rate <= 17_000 || lucky;
            });
    long found = search.found().orElseThrow();
    assertTrue(found <= 17_000 && found > 15_500, "found " + found + " of " + tried);
    assertEquals(2, tried.stream().filter(rate -> rate == found).count(), tried::toString);
  }

  @Test
  void shouldSayNothingOfARateThatNeverPassesTwice() {
    List<Long> passed = new ArrayList<>();
    Search search = new Search(50_000);
    tried(search, rate -> rate <= 20_000 && !passed.contains(rate) && passed.add(rate));
    assertEquals(OptionalLong.empty(), search.found());
  }

  @Test
  void shouldEndWhateverHappens() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 1000; i++) {
      Search search = new Search(random.nextLong(1, 2_000_000));
      double chance = random.nextDouble();
      tried(search, _ -> random.nextDouble() < chance);
    }
  }

  @Test
  void shouldSweepToBeyondTheCapacity() {
    List<Long> tried = tried(new Sweep(48_123), _ -> true);
    assertEquals(Sweep.length(), tried.size());
    assertEquals(4_810, tried.getFirst());
    assertEquals(52_900, tried.getLast());
  }

  @Test
  void shouldEndASweepAfterTwoMissesInARow() {
    List<Long> tried = tried(new Sweep(1000), rate -> rate < 600 && rate != 400);
    assertEquals(List.of(100L, 250L, 400L, 550L, 700L, 800L), tried);
  }

  @Test
  void shouldTryEveryRateThatWasAskedFor() {
    GivenRates given = new GivenRates(List.of(5L, 3L, 9L));
    assertEquals(List.of(5L, 3L, 9L), tried(given, rate -> rate < 9));
    assertEquals(OptionalLong.of(5), given.found());
  }
}
