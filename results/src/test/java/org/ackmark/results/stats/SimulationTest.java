package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether tests and intervals err as often as they say, on seeded random values. */
class SimulationTest {
  private static final int ROUNDS = 10_000;
  private static final double CENTER = 0.3;

  static Stream<Arguments> symmetric() {
    Random random = new Random(11);
    DoubleSupplier normal = () -> CENTER + random.nextGaussian();
    DoubleSupplier flat = () -> CENTER + random.nextDouble() - 0.5;
    DoubleSupplier heavy = () -> CENTER + random.nextGaussian() / Math.abs(random.nextGaussian());
    return Stream.of(6, 8, 12, 25)
        .flatMap(n ->
            Stream.of(
                Arguments.of(n, "normal", normal),
                Arguments.of(n, "flat", flat),
                Arguments.of(n, "heavy", heavy)));
  }

  /** The exact level for n values lies between 95 % and what the next wider interval has. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("symmetric")
  void shouldCoverTheCenterAsOftenAsStated(int n, String shape, DoubleSupplier source) {
    NullDistribution signs = NullDistribution.signedRank(n);
    double level = 1 - 2 * signs.atMost(signs.within(0.025) - 1);

    double share =
        share(n, source, values -> SignedRank.centerInterval(values, 0.95).contains(CENTER));

    assertTrue(level >= 0.95);
    assertEquals(level, share, 4 * Math.sqrt(0.05 * 0.95 / ROUNDS), shape);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 10, 12, 20})
  void shouldRaiseAFalseAlarmInNoMoreThanOneOfTwenty(int n) {
    Random random = new Random(n);

    double share = share(n, random::nextGaussian, values -> SignFlip.pValue(values, 1) <= 0.05);

    assertTrue(share > 0.02 && share <= 0.055, "share=" + share);
  }

  @Test
  void shouldFindAnEffectOfTwoDeviations() {
    Random random = new Random(3);

    double share =
        share(10, () -> 2 + random.nextGaussian(), values -> SignFlip.pValue(values, 1) <= 0.05);

    assertTrue(share > 0.99, "share=" + share);
  }

  @Test
  void shouldCoverTheDifferenceOfOneSessionAsOftenAsStated() {
    Random random = new Random(5);

    double share =
        share(
            4,
            random::nextGaussian,
            values ->
                SessionSpread.effect(
                        new double[] {values[0], values[1], values[2]},
                        new double[] {values[3] + CENTER},
                        0.95)
                    .contains(CENTER));

    assertEquals(0.95, share, 4 * Math.sqrt(0.05 * 0.95 / ROUNDS));
  }

  /** Approximate by nature: somewhat below its nominal level at this size. */
  @Test
  void shouldCoverTheCenterOfDependentBlocksNearlyAsOftenAsStated() {
    Random random = new Random(9);
    int rounds = 60;
    int covered = 0;
    for (int i = 0; i < rounds; i++) {
      double[] values = dependent(random, 24);
      covered += BlockBootstrap.centerInterval(values, 0.95, 4, i).contains(CENTER) ? 1 : 0;
    }
    assertTrue(covered >= 0.8 * rounds, "covered=" + covered);
  }

  /** Half of each value is left of the one before. */
  private static double[] dependent(Random random, int n) {
    double[] values = new double[n];
    double state = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      state = 0.5 * state + random.nextGaussian() * Math.sqrt(0.75);
      values[i] = CENTER + state;
    }
    return values;
  }

  private static double share(int n, DoubleSupplier source, Predicate<double[]> holds) {
    return Stream.generate(() -> DoubleStream.generate(source).limit(n).toArray())
            .limit(ROUNDS)
            .filter(holds)
            .count()
        / (double) ROUNDS;
  }
}
