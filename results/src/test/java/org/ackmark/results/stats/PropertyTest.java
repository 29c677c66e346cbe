package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for all values, on seeded random ones; eighths and whole shifts add exactly. */
class PropertyTest {
  private static final double SHIFT = 16;

  static Stream<double[]> samples() {
    Random random = new Random(42);
    return IntStream.range(0, 60)
        .mapToObj(_ -> random.doubles(2 + random.nextInt(20), -9, 9))
        .map(values -> values.map(value -> Math.rint(8 * value) / 8).toArray());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldMoveTheCenterWithTheValues(double[] values) {
    double[] moved = each(values, value -> value + SHIFT);
    Interval before = SignedRank.centerInterval(values, 0.9);
    Interval after = SignedRank.centerInterval(moved, 0.9);
    Interval drawn = BlockBootstrap.centerInterval(values, 0.9, 1, 5);

    assertEquals(HodgesLehmann.center(values) + SHIFT, HodgesLehmann.center(moved));
    assertEquals(new Interval(before.low() + SHIFT, before.high() + SHIFT), after);
    assertEquals(drawn.low() + SHIFT, BlockBootstrap.centerInterval(moved, 0.9, 1, 5).low(), 1e-9);
    assertEquals(SHIFT, HodgesLehmann.shift(values, moved), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldMirrorWithTheSigns(double[] values) {
    double[] mirrored = each(values, value -> -value);
    Interval interval = SignedRank.centerInterval(values, 0.9);

    assertEquals(HodgesLehmann.center(values), 0 - HodgesLehmann.center(mirrored));
    assertEquals(
        new Interval(0 - interval.high(), 0 - interval.low()),
        SignedRank.centerInterval(mirrored, 0.9));
    assertEquals(SignFlip.pValue(values, 3), SignFlip.pValue(mirrored, 3));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldMirrorWithTheSides(double[] values) {
    double[] other = each(values, value -> value / 2 + 1);
    Interval shift = RankSum.shiftInterval(values, other, 0.9);

    assertEquals(RankSum.pValue(values, other), RankSum.pValue(other, values), 1e-12);
    assertEquals(SessionSpread.pValue(values, other), SessionSpread.pValue(other, values), 1e-12);
    assertEquals(
        new Interval(0 - shift.high(), 0 - shift.low()), RankSum.shiftInterval(other, values, 0.9));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldWidenWithTheConfidenceAndHoldTheEstimate(double[] values) {
    Interval narrow = SignedRank.centerInterval(values, 0.8);
    Interval wide = SignedRank.centerInterval(values, 0.99);

    assertTrue(narrow.contains(HodgesLehmann.center(values)));
    assertTrue(wide.low() <= narrow.low() && narrow.high() <= wide.high());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldNotDependOnTheOrderOfValuesThatHaveNone(double[] values) {
    double[] reversed =
        IntStream.range(0, values.length).mapToDouble(i -> values[values.length - 1 - i]).toArray();

    assertEquals(HodgesLehmann.center(values), HodgesLehmann.center(reversed));
    assertEquals(SignedRank.centerInterval(values, 0.9), SignedRank.centerInterval(reversed, 0.9));
    if (values.length <= 20) {
      assertEquals(SignFlip.pValue(values, 1), SignFlip.pValue(reversed, 2));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldLeaveItsInputAsItWas(double[] values) {
    double[] copy = values.clone();

    HodgesLehmann.shift(values, values);
    SignFlip.pValue(values, 1);
    BlockBootstrap.centerInterval(values, 0.9, 1, 1);
    RankSum.pValue(values, values);
    SessionSpread.pValue(values, values);

    assertArrayEquals(copy, values);
  }

  @Test
  void shouldDrawTheSameFromTheSameSeedOnly() {
    double[] values = new Random(1).doubles(30, -1, 1.2).toArray();

    assertEquals(SignFlip.pValue(values, 8), SignFlip.pValue(values, 8));
    assertFalse(SignFlip.pValue(values, 8) == SignFlip.pValue(values, 9));
    assertEquals(
        BlockBootstrap.centerInterval(values, 0.95, 3, 8),
        BlockBootstrap.centerInterval(values, 0.95, 3, 8));
    assertFalse(
        BlockBootstrap.centerInterval(values, 0.95, 3, 8)
            .equals(BlockBootstrap.centerInterval(values, 0.95, 3, 9)));
  }

  @Test
  void shouldAgreeWithCommonsOnExactRankSums() {
    Random random = new Random(6);
    for (int n = 1; n <= 20; n++) {
      double[] base = random.doubles(n).toArray();
      double[] candidate = random.doubles(21 - n, 0.2, 1.2).toArray();
      double commons =
          MannWhitneyUTest.withDefaults()
              .with(PValueMethod.EXACT)
              .test(base, candidate)
              .getPValue();

      Golden.assertClose(commons, RankSum.pValue(base, candidate));
    }
  }

  @Test
  void shouldFindWithItsPowerWhatItCallsDetectable() {
    for (int n : new int[] {2, 6, 12, 40}) {
      double effect = Power.detectable(0.1, n, 0.95, 0.8);

      assertEquals(0.8, Power.power(0.1, n, 0.95, effect, 0), 1e-9);
      assertEquals(n, Power.blocksFor(0.1, effect * (1 + 1e-9), 0, 0.95, 0.8, 100));
    }
  }

  private static double[] each(double[] values, DoubleUnaryOperator operator) {
    return Arrays.stream(values).map(operator).toArray();
  }
}
