package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function against SciPy, brute force or exact fractions. */
class GoldenTest {
  private static final long SEED = 7;

  static Stream<Golden> hodgesLehmannCenter() {
    return Golden.of("hodgesLehmannCenter");
  }

  @ParameterizedTest
  @MethodSource
  void hodgesLehmannCenter(Golden golden) {
    golden.assertExpected(HodgesLehmann.center(golden.values("values")));
  }

  static Stream<Golden> hodgesLehmannShift() {
    return Golden.of("hodgesLehmannShift");
  }

  @ParameterizedTest
  @MethodSource
  void hodgesLehmannShift(Golden golden) {
    golden.assertExpected(HodgesLehmann.shift(golden.values("base"), golden.values("candidate")));
  }

  static Stream<Golden> signedRankInterval() {
    return Golden.of("signedRankInterval");
  }

  @ParameterizedTest
  @MethodSource
  void signedRankInterval(Golden golden) {
    for (JsonNode expected : golden.fields().get("expected")) {
      double confidence = expected.get(0).doubleValue();
      assertInterval(expected, SignedRank.centerInterval(golden.values("values"), confidence));
    }
  }

  static Stream<Golden> signFlip() {
    return Golden.of("signFlip");
  }

  @ParameterizedTest
  @MethodSource
  void signFlip(Golden golden) {
    golden.assertExpected(SignFlip.pValue(golden.values("values"), SEED));
  }

  static Stream<Golden> signFlipSampled() {
    return Golden.of("signFlipSampled");
  }

  /** Five standard errors of 100,000 draws around the exact value, and the correction. */
  @ParameterizedTest
  @MethodSource
  void signFlipSampled(Golden golden) {
    double exact = golden.number("expected");

    double actual = SignFlip.pValue(golden.values("values"), SEED);

    assertEquals(exact, actual, 5 * Math.sqrt(exact * (1 - exact) / 1e5) + 1e-5);
    assertTrue(actual >= SignFlip.smallestPValue(golden.values("values").length));
  }

  static Stream<Golden> signFlipSmallest() {
    return Golden.of("signFlipSmallest");
  }

  @ParameterizedTest
  @MethodSource
  void signFlipSmallest(Golden golden) {
    golden.assertExpected(SignFlip.smallestPValue(golden.integer("n")));
  }

  static Stream<Golden> blockBootstrap() {
    return Golden.of("blockBootstrap");
  }

  /** Each bound lies where five standard errors of 10,000 draws may put it. */
  @ParameterizedTest
  @MethodSource
  void blockBootstrap(Golden golden) {
    Interval actual =
        BlockBootstrap.centerInterval(
            golden.values("values"),
            golden.number("confidence"),
            golden.integer("blockLength"),
            SEED);

    assertWithin(golden.fields().get("expected").get("low"), actual.low());
    assertWithin(golden.fields().get("expected").get("high"), actual.high());
  }

  static Stream<Golden> holm() {
    return Golden.of("holm");
  }

  @ParameterizedTest
  @MethodSource
  void holm(Golden golden) {
    assertArrayEquals(golden.values("expected"), Holm.adjusted(golden.values("values")), 1e-12);
  }

  static Stream<Golden> holmLargest() {
    return Golden.of("holmLargest");
  }

  @ParameterizedTest
  @MethodSource
  void holmLargest(Golden golden) {
    assertEquals(
        golden.integer("expected"),
        Holm.largestFamily(golden.number("smallest"), golden.number("alpha")));
  }

  static Stream<Golden> rankSum() {
    return Golden.of("rankSum");
  }

  @ParameterizedTest
  @MethodSource
  void rankSum(Golden golden) {
    golden.assertExpected(RankSum.pValue(golden.values("base"), golden.values("candidate")));
  }

  static Stream<Golden> rankSumInterval() {
    return Golden.of("rankSumInterval");
  }

  @ParameterizedTest
  @MethodSource
  void rankSumInterval(Golden golden) {
    double[] base = golden.values("base");
    double[] candidate = golden.values("candidate");
    for (JsonNode expected : golden.fields().get("expected")) {
      double confidence = expected.get(0).doubleValue();
      assertInterval(expected, RankSum.shiftInterval(base, candidate, confidence));
    }
  }

  static Stream<Golden> sessionSpread() {
    return Golden.of("sessionSpread");
  }

  @ParameterizedTest
  @MethodSource
  void sessionSpread(Golden golden) {
    double[] base = golden.values("base");
    double[] candidate = golden.values("candidate");
    double[] expected = golden.values("expected");

    Golden.assertClose(golden.number("pValue"), SessionSpread.pValue(base, candidate));
    Golden.assertClose(
        expected[0],
        expected[1],
        SessionSpread.effect(base, candidate, golden.number("confidence")));
  }

  static Stream<Golden> detectable() {
    return Golden.of("detectable");
  }

  @ParameterizedTest
  @MethodSource
  void detectable(Golden golden) {
    golden.assertExpected(
        Power.detectable(
            golden.number("sd"),
            golden.integer("n"),
            golden.number("confidence"),
            golden.number("power")));
  }

  static Stream<Golden> power() {
    return Golden.of("power");
  }

  @ParameterizedTest
  @MethodSource
  void power(Golden golden) {
    golden.assertExpected(
        Power.power(
            golden.number("sd"),
            golden.integer("n"),
            golden.number("confidence"),
            golden.number("effect"),
            golden.number("margin")));
  }

  static Stream<Golden> blocksFor() {
    return Golden.of("blocksFor");
  }

  @ParameterizedTest
  @MethodSource
  void blocksFor(Golden golden) {
    assertEquals(
        golden.integer("expected"),
        Power.blocksFor(
            golden.number("sd"),
            golden.number("effect"),
            golden.number("margin"),
            golden.number("confidence"),
            golden.number("power"),
            golden.integer("most")));
  }

  private static void assertInterval(JsonNode expected, Interval actual) {
    Golden.assertClose(Golden.number(expected.get(1)), Golden.number(expected.get(2)), actual);
  }

  private static void assertWithin(JsonNode bounds, double actual) {
    double slack = 1e-12 * Math.abs(actual);
    assertTrue(
        bounds.get(0).doubleValue() - slack <= actual
            && actual <= bounds.get(1).doubleValue() + slack,
        () -> actual + " not in " + bounds);
  }
}
