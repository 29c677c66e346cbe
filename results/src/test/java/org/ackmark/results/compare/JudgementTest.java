package org.ackmark.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ackmark.results.stats.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  @ParameterizedTest
  @CsvSource({
    "-0.30, -0.11, 0.001, true, REGRESSED",
    "-0.30, -0.11, 0.001, false, IMPROVED",
    "0.11, 0.30, 0.001, true, IMPROVED",
    "0.11, 0.30, 0.001, false, REGRESSED",
    "-0.30, -0.11, 0.06, true, INCONCLUSIVE", // chance is not ruled out
    "-0.30, -0.09, 0.001, true, INCONCLUSIVE", // the interval reaches into the margin
    "-0.09, 0.09, 0.9, true, SAME",
    "-0.10, 0.10, 0.001, true, SAME", // real, and too small to matter
    "-0.09, 0.11, 0.9, true, INCONCLUSIVE",
    "-Infinity, Infinity, 1, true, INCONCLUSIVE",
    "0, 0, 1, true, SAME"
  })
  void shouldNeedTheIntervalBeyondTheMarginAndChanceRuledOut(
      double low, double high, double p, boolean higherIsBetter, Verdict verdict) {
    assertEquals(verdict, Judgement.of(new Interval(low, high), p, 0.1, 0.05, higherIsBetter));
  }
}
