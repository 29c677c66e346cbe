package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, and in which words; and what is defined although it looks degenerate. */
class BadInputTest {
  private static final double[] NONE = {};
  private static final double[] NAN = {1, Double.NaN};
  private static final double[] INFINITE = {Double.NEGATIVE_INFINITY, 1};
  private static final double[] FINE = {1, 2, 4};

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("values.length=0", () -> HodgesLehmann.center(NONE)),
        refused("values=null", () -> HodgesLehmann.center(null)),
        refused("values[1]=NaN", () -> HodgesLehmann.center(NAN)),
        refused("values[0]=-Infinity", () -> HodgesLehmann.center(INFINITE)),
        refused("base.length=0", () -> HodgesLehmann.shift(NONE, FINE)),
        refused("candidate[1]=NaN", () -> HodgesLehmann.shift(FINE, NAN)),
        refused(
            "candidate-base=Infinity",
            () -> HodgesLehmann.shift(new double[] {-1e308}, new double[] {1e308})),
        refused("values.length=0", () -> SignedRank.centerInterval(NONE, 0.9)),
        refused("values[1]=NaN", () -> SignedRank.centerInterval(NAN, 0.9)),
        refused("values.length=1001", () -> SignedRank.centerInterval(new double[1001], 0.9)),
        refused("confidence=1.0", () -> SignedRank.centerInterval(FINE, 1)),
        refused("confidence=0.0", () -> SignedRank.centerInterval(FINE, 0)),
        refused("confidence=95.0", () -> SignedRank.centerInterval(FINE, 95)),
        refused("confidence=NaN", () -> SignedRank.centerInterval(FINE, Double.NaN)),
        refused("values.length=0", () -> SignFlip.pValue(NONE, 1)),
        refused("values[0]=-Infinity", () -> SignFlip.pValue(INFINITE, 1)),
        refused("n=0", () -> SignFlip.smallestPValue(0)),
        refused("values.length=1", () -> BlockBootstrap.centerInterval(new double[1], 0.9, 1, 1)),
        refused("values[1]=NaN", () -> BlockBootstrap.centerInterval(NAN, 0.9, 1, 1)),
        refused("blockLength=0", () -> BlockBootstrap.centerInterval(FINE, 0.9, 0, 1)),
        refused("blockLength=2", () -> BlockBootstrap.centerInterval(FINE, 0.9, 2, 1)),
        refused("confidence=-0.1", () -> BlockBootstrap.centerInterval(FINE, -0.1, 1, 1)),
        refused("pValues.length=0", () -> Holm.adjusted(NONE)),
        refused("pValues[1]=NaN", () -> Holm.adjusted(NAN)),
        refused("pValues[1]=2.0", () -> Holm.adjusted(FINE)),
        refused("pValues[0]=-0.1", () -> Holm.adjusted(new double[] {-0.1})),
        refused("smallestPValue=0.0", () -> Holm.largestFamily(0, 0.05)),
        refused("smallestPValue=NaN", () -> Holm.largestFamily(Double.NaN, 0.05)),
        refused("alpha=1.0", () -> Holm.largestFamily(0.1, 1)),
        refused("base.length=0", () -> RankSum.pValue(NONE, FINE)),
        refused("candidate[0]=-Infinity", () -> RankSum.pValue(FINE, INFINITE)),
        refused("candidate.length=0", () -> RankSum.shiftInterval(FINE, NONE, 0.9)),
        refused("base.length=101", () -> RankSum.shiftInterval(new double[101], FINE, 0.9)),
        refused("confidence=1.5", () -> RankSum.shiftInterval(FINE, FINE, 1.5)),
        refused("baseSessions.length=1", () -> SessionSpread.pValue(new double[1], FINE)),
        refused("candidateSessions.length=0", () -> SessionSpread.effect(FINE, NONE, 0.9)),
        refused("baseSessions[1]=NaN", () -> SessionSpread.effect(NAN, FINE, 0.9)),
        refused("confidence=1.0", () -> SessionSpread.effect(FINE, FINE, 1)),
        refused("sd=-1.0", () -> Power.detectable(-1, 5, 0.9, 0.8)),
        refused("sd=NaN", () -> Power.detectable(Double.NaN, 5, 0.9, 0.8)),
        refused("n=1", () -> Power.detectable(1, 1, 0.9, 0.8)),
        refused("power=1.0", () -> Power.detectable(1, 5, 0.9, 1)),
        refused("confidence=0.0", () -> Power.power(1, 5, 0, 1, 0)),
        refused("effect=Infinity", () -> Power.power(1, 5, 0.9, Double.POSITIVE_INFINITY, 0)),
        refused("margin=-0.1", () -> Power.power(1, 5, 0.9, 1, -0.1)),
        refused("most=1", () -> Power.blocksFor(1, 1, 0, 0.9, 0.8, 1)),
        refused("most=2147483647", () -> Power.blocksFor(1, 1, 0, 0.9, 0.8, Integer.MAX_VALUE)),
        refused("low=2.0, high=1.0", () -> new Interval(2, 1)),
        refused("low=NaN, high=1.0", () -> new Interval(Double.NaN, 1)));
  }

  private static Arguments refused(String words, Executable call) {
    return Arguments.of(words, call);
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("refused")
  void shouldNameWhatIsWrong(String words, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();

    assertEquals(words, message.split(", must|$")[0]);
  }

  @Test
  void shouldHaveNoDoubtAboutBlocksWithoutSpread() {
    assertEquals(0, Power.detectable(0, 5, 0.95, 0.8));
    assertEquals(1, Power.power(0, 5, 0.95, -0.1, 0.05));
    assertEquals(0, Power.power(0, 5, 0.95, 0.05, 0.05));
  }

  @Test
  void shouldSayThatNoNumberOfBlocksFindsWhatDoesNotMatter() {
    assertEquals(1_000_001, Power.blocksFor(0.1, 0.05, 0.05, 0.95, 0.8, 1_000_000));
  }

  @Test
  void shouldGiveTheCenterItselfWhereAllResamplesAreEqual() {
    assertEquals(
        new Interval(0.25, 0.25),
        BlockBootstrap.centerInterval(new double[] {0.25, 0.25, 0.25}, 0.95, 1, 1));
  }
}
