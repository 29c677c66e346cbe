package org.ackmark.quorum.amnesia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule that calls a combination safe which loses, or lossy which never does. */
class AmnesiaTableTest {
  private static final int MOST = Integer.getInteger("quorum.replicas", 5);

  /** For each N: R, W and k from 0 to N. */
  private static int cells(int most) {
    int cells = 0;
    for (int n = 1; n <= most; n++) {
      cells += n * n * (n + 1);
    }
    return cells;
  }

  /** X2: below SYNCED it takes R + W &gt; N + k to meet a write after k replicas restarted. */
  @ParameterizedTest
  @EnumSource(Level.class)
  void shouldLoseWhereTheRuleSaysSoAndNowhereElse(Level level) {
    List<AmnesiaCell> cells = AmnesiaTable.of(MOST, level);
    assertEquals(cells(MOST), cells.size());
    for (AmnesiaCell cell : cells) {
      assertTrue(cell.tried() > 0, cell::toString);
      assertEquals(cell.predictedSafe(), cell.foundSafe(), cell::toString);
      assertEquals(cell.foundSafe(), cell.loss().isEmpty(), cell::toString);
    }
    assertTrue(cells.stream().anyMatch(AmnesiaCell::foundSafe));
    assertTrue(cells.stream().anyMatch(cell -> !cell.foundSafe()));
    System.out.println(AmnesiaText.render(level, cells));
  }

  /** X1: of three replicas with majorities, which only write, one power cut loses a write. */
  @Test
  void shouldForgetAMajorityWriteThatWasOnlyWrittenWhenOneOfItsReplicasRestarts() {
    assertTrue(cell(Level.SYNCED).foundSafe());
    assertEquals(
        new AmnesiaCell.Loss(0b001, 0b101),
        cell(Level.WRITTEN).loss().orElseThrow(),
        "athens forgot and answered with cyrene, which never had it");
  }

  private static AmnesiaCell cell(Level level) {
    return AmnesiaTable.of(3, level).stream()
        .filter(c -> c.quorum().equals(new Quorum(3, 2, 2, level)) && c.forgetful() == 1)
        .findFirst()
        .orElseThrow();
  }

  /** X2: the textbook rule, without k, is refuted: so the comparison can fail. */
  @Test
  void shouldRefuteTheTextbookRuleBelowSynced() {
    assertTrue(
        AmnesiaTable.of(3, Level.WRITTEN).stream()
            .anyMatch(cell -> cell.quorum().meets() && !cell.foundSafe()));
  }

  /** X3: one synced copy keeps a write from being lost in a blackout, not from being missed. */
  @Test
  void shouldSurviveABlackoutOnlyWithASyncedCopyAndBeMetOnlyWithEnoughOfThem() {
    List<BlackoutCell> cells = BlackoutTable.of(MOST);
    for (BlackoutCell cell : cells) {
      assertEquals(cell.predictedRecoverable(), cell.foundRecoverable(), cell::toString);
      assertEquals(cell.predictedSafe(), cell.foundSafe(), cell::toString);
    }
    assertTrue(cells.stream().anyMatch(c -> c.foundRecoverable() && !c.foundSafe()));
    assertTrue(cells.stream().anyMatch(c -> c.synced() == 1 && c.w() > 1 && c.foundSafe()));
  }
}
