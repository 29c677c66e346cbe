package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Many lives of a store over a replicated log, a third as many as {@code -Dquorum.schedules=},
 * beginning with {@code -Dseed=}: nothing acknowledged is lost with the records that snapshots
 * stand for.
 */
class StoreScheduleTest {
  private static final int SCHEDULES = Math.max(1, Integer.getInteger("quorum.schedules", 150) / 3);
  private static final int PATIENCE = 300;
  private static final long SEED = Long.getLong("seed", 20_261_124);

  @Test
  void shouldLoseNothingThatWasAcknowledgedThoughRecordsGiveWayToSnapshots() {
    long acknowledged = 0;
    long snapshots = 0;
    int installing = 0;
    for (int i = 0; i < SCHEDULES; i++) {
      long seed = Seeds.nth(SEED, i);
      StoreSchedule.Outcome outcome = StoreSchedule.run(seed, LogMutant.SOUND);
      assertEquals("", outcome.violation(), "schedule=" + i + " seed=" + seed + " " + outcome);
      acknowledged += outcome.acknowledged();
      snapshots += outcome.snapshots();
      installing += outcome.installs() > 0 ? 1 : 0;
    }
    System.out.printf(
        "schedules=%d seed=%d acknowledged=%d snapshots=%d, schedules with an installation=%d%n",
        SCHEDULES, SEED, acknowledged, snapshots, installing);
    assertTrue(acknowledged > 50L * SCHEDULES, "vacuous: acknowledged=" + acknowledged);
    assertTrue(snapshots > 2L * SCHEDULES, "vacuous: snapshots=" + snapshots);
    assertTrue(installing * 2 > SCHEDULES, "vacuous: installing=" + installing);
  }

  // The negative control.
  @Test
  void shouldNoticeThatOneFewerThanWWasEnough() {
    for (int i = 0; i < PATIENCE; i++) {
      StoreSchedule.Outcome outcome = StoreSchedule.run(Seeds.nth(SEED, i), LogMutant.W_OFF_BY_ONE);
      if (outcome.violation().contains("without the acknowledged")) {
        System.out.println("schedule=" + i + " " + outcome.violation());
        return;
      }
    }
    throw new AssertionError("the checks would not notice a loss");
  }
}
