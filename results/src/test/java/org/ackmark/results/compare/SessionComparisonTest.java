package org.ackmark.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.files.StoredRun;
import org.junit.jupiter.api.Test;

class SessionComparisonTest {
  private static final Margins TEN = Margins.all(new Margin(10, "test"));
  private static final List<StoredRun> FOUR_DAYS =
      List.of(
          run("a", 0, 100_000), run("b", 24, 102_000), run("c", 48, 99_000), run("d", 72, 101_000));

  @Test
  void shouldFindALargeFallAgainstSeveralDays() {
    Comparison comparison = compared(FOUR_DAYS, List.of(run("e", 96, 60_000)));
    assertEquals(Verdict.REGRESSED, comparison.verdict(), comparison::toString);
    assertEquals(Design.SESSIONS, comparison.design());
  }

  @Test
  void shouldSayTheSameWhereSessionsAgree() {
    assertEquals(Verdict.SAME, compared(FOUR_DAYS, List.of(run("e", 96, 100_500))).verdict());
  }

  @Test
  void shouldCountOneOddSessionAsNoiseOfTheBase() {
    List<StoredRun> wild =
        List.of(run("a", 0, 100_000), run("b", 24, 60_000), run("c", 48, 140_000));
    assertEquals(Verdict.INCONCLUSIVE, compared(wild, List.of(run("e", 96, 75_000))).verdict());
  }

  @Test
  void shouldShowTwoRunsWithoutAVerdict() {
    Comparison comparison = compared(List.of(run("a", 0, 100_000)), List.of(run("b", 24, 50_000)));
    assertNull(comparison.verdict());
    assertTrue(comparison.noVerdict().contains("from 3 runs of 2 days"), comparison::noVerdict);
    assertEquals(-50, comparison.judged().getFirst().effectPercent(), 0.5);
  }

  @Test
  void shouldNotTrustThreeRunsOfOneDay() {
    List<StoredRun> day = List.of(run("a", 0, 1e5), run("b", 1, 1e5), run("c", 2, 1e5));
    assertNull(compared(day, List.of(run("e", 96, 1e5))).verdict());
  }

  @Test
  void shouldRefuseAnotherMethodVersionOrProfile() {
    StoredRun other = run("e", 96, 1e5);
    Run was = other.run();
    Run now =
        new Run(
            was.schemaVersion(),
            2,
            was.toolVersion(),
            was.id(),
            RunStatus.COMPLETE,
            null,
            was.profileName(),
            was.profile(),
            was.seed(),
            was.command(),
            was.git(),
            was.startedAt(),
            was.endedAt(),
            null);
    StoredRun changed =
        new StoredRun(other.path(), now, other.environment(), other.observations(), false);
    Comparison comparison = compared(FOUR_DAYS, List.of(changed));
    assertNull(comparison.verdict());
    assertTrue(comparison.noVerdict().contains("method version"), comparison::noVerdict);
    assertFalse(comparison.effects().isEmpty(), "the table is still shown");
  }

  @Test
  void shouldSayThatNothingIsInCommon() {
    StoredRun other =
        Runs.stored(
            "e",
            Samples.START.plus(Duration.ofDays(4)),
            List.of(Runs.ok(Runs.SYNC, null, 0, 5000)),
            List.of());
    Comparison comparison = compared(FOUR_DAYS, List.of(other));
    assertNull(comparison.verdict());
    assertTrue(comparison.noVerdict().contains("no point in common"), comparison::noVerdict);
    assertEquals(2, comparison.notes().size(), comparison.notes()::toString);
  }

  @Test
  void shouldNeverCallAnotherEnvironmentARegression() {
    Comparison comparison =
        SessionComparison.across(
            FOUR_DAYS,
            List.of(run("e", 96, 10_000)),
            List.of("scheduler: none, mq-deadline"),
            TEN,
            Rules.STANDARD);
    assertNull(comparison.verdict());
    assertEquals(Design.ENVIRONMENTS, comparison.design());
    assertEquals(-90, comparison.judged().getFirst().effectPercent(), 1);
    assertEquals(1, comparison.environment().size());
  }

  private static Comparison compared(List<StoredRun> base, List<StoredRun> candidate) {
    return SessionComparison.of(base, candidate, TEN, Rules.STANDARD);
  }

  private static StoredRun run(String id, int hours, double rate) {
    Instant at = Samples.START.plus(Duration.ofHours(hours));
    return Runs.single(id, at, 12, rate);
  }
}
