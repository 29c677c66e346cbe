package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.ackmark.quorum.sim.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Many lives of a replicated log, {@code -Dquorum.schedules=} of them, beginning with {@code
 * -Dseed=}: nothing acknowledged is lost, and every broken rule is noticed on the same seeds.
 */
class LogScheduleTest {
  private static final int SCHEDULES = Integer.getInteger("quorum.schedules", 150);

  /** More than it takes; a mutant that survives them all is a hole in the checks. */
  private static final int PATIENCE = Math.max(SCHEDULES, 600);

  private static final long SEED = Long.getLong("seed", 20_261_123);

  @Test
  void shouldLoseNothingThatWasAcknowledgedWhateverHappens() {
    long acknowledged = 0;
    long served = 0;
    long cuts = 0;
    Map<FaultKind, Integer> fired = new EnumMap<>(FaultKind.class);
    for (int i = 0; i < SCHEDULES; i++) {
      long seed = Seeds.nth(SEED, i);
      LogSchedule.Outcome outcome = LogSchedule.run(seed, LogMutant.SOUND);
      assertEquals("", outcome.violation(), "schedule=" + i + " seed=" + seed + " " + outcome);
      acknowledged += outcome.acknowledged();
      served += outcome.served();
      cuts += outcome.cuts();
      for (FaultKind kind : FaultKind.values()) {
        fired.merge(kind, outcome.faults().of(kind) > 0 ? 1 : 0, Integer::sum);
      }
    }
    System.out.printf(
        "schedules=%d seed=%d acknowledged=%d leaders=%d cuts=%d, schedules with each fault=%s%n",
        SCHEDULES, SEED, acknowledged, served, cuts, fired);
    assertTrue(acknowledged > 50L * SCHEDULES, "vacuous: acknowledged=" + acknowledged);
    assertTrue(served > 3L * SCHEDULES, "vacuous: leaders=" + served);
    assertTrue(cuts > SCHEDULES, "vacuous: cuts=" + cuts);
    fired.remove(FaultKind.CLOCK_JUMP);
    fired.forEach(
        (kind, times) -> assertTrue(times * 10 >= SCHEDULES, kind + " fired in " + times));
  }

  // The negative control: acknowledged when written, on machines that lose power.
  @Test
  void shouldLoseRecordsBeyondTheBoundThatItStates() {
    int lost = 0;
    for (int i = 0; i < PATIENCE && lost == 0; i++) {
      LogSchedule.Outcome outcome = LogSchedule.runBeyondTheBound(Seeds.nth(SEED, i));
      lost += outcome.violation().contains("without the acknowledged") ? 1 : 0;
    }
    assertEquals(1, lost, "the checks would not notice a loss");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SOUND")
  void shouldNoticeABrokenRuleOnTheSameSeeds(LogMutant mutant) {
    for (int i = 0; i < PATIENCE; i++) {
      LogSchedule.Outcome outcome = LogSchedule.run(Seeds.nth(SEED, i), mutant);
      if (outcome.wrong()) { // that a node breaks would not show that the checks see a loss
        System.out.println(mutant + ": schedule=" + i + " " + outcome.violation());
        return;
      }
    }
    throw new AssertionError(mutant + " survives schedules=" + PATIENCE + " seed=" + SEED);
  }

  /** Q21: the same seed gives the same life of a replicated log. */
  @Test
  void shouldGiveTheSameHistoryForTheSameSeed() {
    for (int i = 0; i < 5; i++) {
      long seed = Seeds.nth(SEED, i);
      assertEquals(
          LogSchedule.run(seed, LogMutant.SOUND).toString(),
          LogSchedule.run(seed, LogMutant.SOUND).toString());
    }
  }
}
