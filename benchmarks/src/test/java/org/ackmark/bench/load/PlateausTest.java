package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlateausTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(5);

  private static List<Double> series(int seconds, int changeAt, double first, double second) {
    return IntStream.range(0, seconds)
        .mapToObj(i -> (i < changeAt ? first : second) * (1 + 0.05 * (RANDOM.nextDouble() - 0.5)))
        .toList();
  }

  @Test
  void shouldFindTheCliffWhereTheBurstCreditsEnd() {
    Plateaus found = Plateaus.in(series(300, 187, 20_000, 3_000)).orElseThrow();
    assertEquals(187, found.changeAtSeconds());
    assertEquals(20_000, found.firstPerSecond(), 300);
    assertEquals(3_000, found.secondPerSecond(), 50);
  }

  @Test
  void shouldFindNoneInASteadyRate() {
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.empty(), Plateaus.in(series(300, 300, 20_000, 0)));
    }
  }

  @Test
  void shouldTakeAShortStallForNoPlateau() {
    List<Double> stalled = new ArrayList<>(series(120, 120, 20_000, 0));
    Collections.fill(stalled.subList(60, 64), 0.0);
    assertEquals(Optional.empty(), Plateaus.in(stalled));
  }

  @Test
  void shouldFindTheCliffBesideAStall() {
    List<Double> values = new ArrayList<>(series(600, 400, 20_000, 5_000));
    Collections.fill(values.subList(100, 103), 0.0);
    Plateaus found = Plateaus.in(values).orElseThrow();
    assertEquals(400, found.changeAtSeconds());
    assertEquals(5_000, found.secondPerSecond(), 100);
  }

  @Test
  void shouldSayNothingOfARunThatIsTooShort() {
    assertEquals(Optional.empty(), Plateaus.in(series(19, 10, 20_000, 1_000)));
    assertEquals(Optional.empty(), Plateaus.in(List.of()));
  }
}
