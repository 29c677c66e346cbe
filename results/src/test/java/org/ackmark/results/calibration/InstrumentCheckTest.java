package org.ackmark.results.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ackmark.results.Arm;
import org.ackmark.results.calibration.InstrumentCheck.Checked;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.Runs;
import org.ackmark.results.compare.Runs.Change;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.files.StoredRun;
import org.junit.jupiter.api.Test;

/** An instrument that is said to be right when it is not, or the other way round. */
class InstrumentCheckTest {
  private static final int BLOCKS = 12;
  private static final int DRAWS = 200;
  private static final double MARGIN = 10; // the noise of a pair is 7 %
  private static final Arm SLOW = new Arm("slow", Arm.Role.CANDIDATE, "aaaa", "syncDelay=1us");

  private static Checked of(String arm, StoredRun run, double marginPercent) {
    Margins margins = Margins.all(new Margin(marginPercent, "test"));
    return new InstrumentCheck(run, BLOCKS, margins, Rules.STANDARD)
        .check(DRAWS, 1).stream()
            .filter(checked -> checked.arm().equals(arm))
            .findFirst()
            .orElseThrow();
  }

  private static StoredRun stream(double control, double slow) {
    return Runs.paired(
        3,
        10 * BLOCKS,
        0.05,
        new Change(Runs.BASE, 1),
        new Change(Runs.CONTROL, control),
        new Change(SLOW, slow));
  }

  @Test
  void shouldCountEveryComparison() {
    Checked slow = of("slow", stream(1, 0.8), MARGIN);
    assertEquals(10, slow.disjoint().comparisons());
    assertEquals(10, slow.disjoint().verdicts().values().stream().mapToInt(n -> n).sum());
    assertEquals(DRAWS, slow.drawn().comparisons());
    assertEquals(-20, slow.effectPercent(), 1.5);
  }

  @Test
  void shouldFindThatASoundInstrumentIsSound() {
    StoredRun stream = stream(1, 0.8);
    Checked same = of("base-again", stream, MARGIN);
    assertTrue(same.drawn().share(Verdict.SAME) > 0.5, same::toString);
    assertEquals(0, same.drawn().share(Verdict.REGRESSED), 0.01);
    assertTrue(of("slow", stream, MARGIN).drawn().share(Verdict.REGRESSED) > 0.95);
  }

  @Test
  void shouldFindThatTooWideAMarginMissesAChange() {
    assertEquals(1, of("slow", stream(1, 0.8), 60).drawn().share(Verdict.SAME));
  }

  @Test
  void shouldFindThatABiasedControlRaisesAlarmsAndVetoes() {
    StoredRun stream = stream(0.8, 0.8);
    assertTrue(of("base-again", stream, MARGIN).drawn().share(Verdict.REGRESSED) > 0.95);
    assertTrue(of("slow", stream, MARGIN).drawn().share(Verdict.INCONCLUSIVE) > 0.95);
  }

  @Test
  void shouldDrawTheSameRunsForTheSameSeed() {
    StoredRun stream = stream(1, 0.9);
    assertEquals(of("slow", stream, MARGIN), of("slow", stream, MARGIN));
  }

  @Test
  void shouldRefuseARunThatHoldsOnlyOneComparison() {
    StoredRun run = Runs.paired(3, BLOCKS, 0.05, new Change(Runs.BASE, 1), new Change(SLOW, 0.8));
    Margins margins = Margins.all(new Margin(7, "test"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new InstrumentCheck(run, BLOCKS, margins, Rules.STANDARD));
  }
}
