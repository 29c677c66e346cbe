package org.ackmark.results.compare;

import static org.ackmark.results.compare.Runs.BASE;
import static org.ackmark.results.compare.Runs.CANDIDATE;
import static org.ackmark.results.compare.Runs.CONTROL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Samples;
import org.ackmark.results.Status;
import org.ackmark.results.compare.Runs.Change;
import org.ackmark.results.files.StoredRun;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  private static final Margins FIVE = Margins.all(new Margin(5, "test"));

  @Test
  void shouldFindAFifthThatIsMissingThoughTheMachineDrifts() {
    StoredRun run = Runs.paired(1, 12, 0.05, base(), candidate(0.8));
    Comparison comparison = compared(run);
    Effect effect = comparison.judged().getFirst();
    assertEquals(Verdict.REGRESSED, comparison.verdict(), effect::toString);
    assertTrue(effect.lowPercent() < -20 && -20 < effect.highPercent(), effect::toString);
    assertTrue(effect.worse());
    assertEquals("commitsPerSecond", effect.metric());
  }

  @Test
  void shouldSayThatNothingChanged() {
    Comparison comparison = compared(Runs.paired(2, 12, 0.02, base(), candidate(1)));
    assertEquals(Verdict.SAME, comparison.verdict());
  }

  @Test
  void shouldSayHowManyBlocksAreMissingWhereItCantTell() {
    Comparison comparison = compared(Runs.paired(3, 12, 0.15, base(), candidate(0.93)));
    Effect effect = comparison.judged().getFirst();
    assertEquals(Verdict.INCONCLUSIVE, comparison.verdict(), effect::toString);
    assertTrue(effect.moreSamples() > 0, effect::toString);
    assertTrue(effect.detectablePercent() > effect.marginPercent());
  }

  @Test
  void shouldCallAFasterCandidateImproved() {
    Comparison comparison = compared(Runs.paired(4, 12, 0.03, base(), candidate(1.3)));
    assertEquals(Verdict.IMPROVED, comparison.verdict());
  }

  @Test
  void shouldSeldomRaiseAFalseAlarm() {
    long seed = 20_260_131;
    long alarms =
        IntStream.range(0, 2000)
            .mapToObj(i -> compared(Runs.paired(seed + i, 12, 0.08, base(), candidate(1))))
            .filter(c -> c.verdict() == Verdict.REGRESSED || c.verdict() == Verdict.IMPROVED)
            .count();
    assertTrue(alarms <= 20, "alarms=" + alarms + " of 2000, seed=" + seed);
  }

  @Test
  void shouldRefuseAFamilyThatCanNeverFire() {
    List<Point> points =
        IntStream.rangeClosed(1, 8)
            .mapToObj(i -> Samples.point("group", Guarantee.POWER_LOSS, i))
            .toList();
    Comparison comparison = compared(Runs.paired(points, 5, 6, 0.01, base(), candidate(0.5)));
    assertNull(comparison.verdict());
    assertTrue(comparison.noVerdict().contains("9 blocks are the least"), comparison::noVerdict);
    assertTrue(comparison.judged().stream().allMatch(e -> e.verdict() == null));
    Comparison enough = compared(Runs.paired(points, 5, 9, 0.01, base(), candidate(0.5)));
    assertEquals(Verdict.REGRESSED, enough.verdict());
  }

  @Test
  void shouldLeaveADisturbedBlockOutForAllArms() {
    StoredRun run = Runs.paired(6, 12, 0.02, base(), candidate(1));
    List<Observation> some = new ArrayList<>(run.observations());
    Observation first = some.getFirst();
    some.set(
        0,
        Samples.observation(first.point(), first.block())
            .arm(first.arm())
            .cost(first.cost())
            .disturbed("the device became 90 % slower"));
    Comparison comparison = compared(with(run, some));
    assertEquals(11, comparison.blocks());
    assertEquals(11, comparison.judged().getFirst().samples());
    assertEquals(List.of(0), comparison.dropped().stream().map(DroppedBlock::block).toList());
  }

  @Test
  void shouldNeverBeGreenWhereTheCandidateFailed() {
    StoredRun run = Runs.paired(7, 12, 0.02, base(), candidate(1));
    List<Observation> some =
        run.observations().stream().map(o -> o.arm().equals("candidate") ? failed(o) : o).toList();
    Comparison comparison = compared(with(run, some));
    Effect effect = comparison.judged().getFirst();
    assertEquals(Verdict.INCONCLUSIVE, comparison.verdict());
    assertNull(effect.effectPercent());
    assertTrue(effect.note().contains("no space left"), effect::note);
  }

  @Test
  void shouldNotConfirmWhatTheControlShowsToo() {
    StoredRun run = Runs.paired(8, 12, 0.02, base(), candidate(0.7), new Change(CONTROL, 0.7));
    Comparison comparison = compared(run);
    assertEquals(Verdict.REGRESSED, comparison.judged().getFirst().verdict());
    assertEquals(Verdict.INCONCLUSIVE, comparison.verdict());
    assertTrue(comparison.notes().getFirst().contains("control"), comparison.notes()::toString);
  }

  @Test
  void shouldGiveNoVerdictWithoutABlock() {
    StoredRun run = Runs.paired(9, 1, 0.02, base(), candidate(1));
    List<Observation> none =
        run.observations().stream()
            .map(o -> Samples.observation(o.point(), 0).arm(o.arm()).cost(o.cost()).disturbed("x"))
            .toList();
    assertNull(compared(with(run, none)).verdict());
  }

  @Test
  void shouldTakeEqualFiguresForTheSame() {
    StoredRun run = Runs.paired(10, 12, 0, base(), candidate(1));
    Effect effect = compared(run).judged().getFirst();
    assertEquals(0, effect.effectPercent(), 1e-9);
    assertEquals(Verdict.SAME, effect.verdict());
  }

  @Test
  void shouldGiveVerdictsToDeclaredMetricsOnly() {
    Comparison comparison = compared(Runs.paired(11, 12, 0.02, base(), candidate(0.5)));
    List<Effect> others = comparison.effects().stream().filter(e -> !e.primary()).toList();
    assertFalse(others.isEmpty());
    assertTrue(others.stream().allMatch(e -> e.verdict() == null));
  }

  @Test
  void shouldNameAnArmThatIsNotThere() {
    StoredRun run = Runs.paired(12, 12, 0.02, base(), candidate(1));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PairedComparison.of(run, CONTROL, FIVE, Rules.STANDARD));
    assertTrue(e.getMessage().contains("base-again"), e::getMessage);
  }

  private static Observation failed(Observation o) {
    assertEquals(Status.OK, o.status());
    return Samples.observation(o.point(), o.block()).arm(o.arm()).failed("no space left");
  }

  private static StoredRun with(StoredRun run, List<Observation> observations) {
    return new StoredRun(run.path(), run.run(), run.environment(), observations, false);
  }

  private static Change base() {
    return new Change(BASE, 1);
  }

  private static Change candidate(double factor) {
    return new Change(CANDIDATE, factor);
  }

  private static Comparison compared(StoredRun run) {
    return PairedComparison.of(run, CANDIDATE, FIVE, Rules.STANDARD);
  }
}
