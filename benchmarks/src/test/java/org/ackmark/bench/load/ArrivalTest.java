package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrivalTest {
  private static final int MANY = 1_000_000;

  @Test
  void shouldSpaceConstantArrivalsEvenlyWithoutDrift() {
    long[] times = times(Arrival.CONSTANT, 3, 1, MANY);
    assertEquals(0, times[0]);
    assertEquals(333_333_333, times[1]);
    assertEquals(1_000_000_000, times[3]);
    assertEquals(300_000L * 1_000_000_000, times[900_000]);
  }

  @Test
  void shouldDrawPoissonArrivalsAtTheRateWithExponentialGaps() {
    long[] times = times(Arrival.POISSON, 20_000, 7, MANY);
    double meanNs = (double) times[MANY - 1] / MANY;
    assertEquals(50_000, meanNs, 250);
    long[] gaps = LongStream.range(1, MANY).map(i -> times[(int) i] - times[(int) i - 1]).toArray();
    long longer = LongStream.of(gaps).filter(gap -> gap > 50_000).count();
    long muchLonger = LongStream.of(gaps).filter(gap -> gap > 150_000).count();
    assertEquals(Math.exp(-1), (double) longer / MANY, 0.003);
    assertEquals(Math.exp(-3), (double) muchLonger / MANY, 0.001);
  }

  @ParameterizedTest
  @EnumSource
  void shouldNeverGoBack(Arrival arrival) {
    long[] times = times(arrival, 100_000, 3, MANY);
    assertTrue(LongStream.range(1, MANY).allMatch(i -> times[(int) i] >= times[(int) i - 1]));
  }

  @Test
  void shouldRepeatItselfWithTheSameSeedOnly() {
    assertEquals(times(Arrival.POISSON, 10, 5, 100)[99], times(Arrival.POISSON, 10, 5, 100)[99]);
    assertNotEquals(times(Arrival.POISSON, 10, 5, 100)[99], times(Arrival.POISSON, 10, 6, 100)[99]);
  }

  @Test
  void shouldRefuseARateThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> Arrival.CONSTANT.at(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Arrival.POISSON.at(-1, 1));
  }

  private static long[] times(Arrival arrival, long perSecond, long seed, int count) {
    Arrivals arrivals = arrival.at(perSecond, seed);
    return LongStream.generate(arrivals::nextNs).limit(count).toArray();
  }
}
