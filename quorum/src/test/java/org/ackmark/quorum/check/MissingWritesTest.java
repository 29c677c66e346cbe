package org.ackmark.quorum.check;

import static org.ackmark.quorum.check.Operation.read;
import static org.ackmark.quorum.check.Operation.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a crash took of the acknowledged writes. */
class MissingWritesTest {
  private static final Operation FIRST = write(0, "a", 1, 0, 10);
  private static final Operation SECOND = write(0, "b", 2, 20, 30);
  private static final Operation THIRD = write(0, "c", 3, 40, 55);
  private static final History ONCE_EACH =
      History.of(
          FIRST,
          SECOND,
          THIRD,
          write(0, "d", 4, 60, 70).ended(Outcome.INFO),
          read(1, "e", 0, 0, 1));

  @Test
  void shouldFindNothingMissingWhenAllAcknowledgedIsThere() {
    for (Map<String, Long> found :
        List.of(Map.of("a", 1L, "b", 2L, "c", 3L), Map.of("a", 1L, "b", 2L, "c", 3L, "d", 4L))) {
      MissingWrites missing = MissingWrites.after(ONCE_EACH, found);
      assertTrue(missing.none(), missing::toString);
      assertEquals(3, missing.acknowledged());
      assertEquals(0, missing.windowNs());
    }
  }

  @Test
  void shouldListWhatIsLostAndTheLossWindow() {
    MissingWrites missing = MissingWrites.after(ONCE_EACH, Map.of("b", 2L));
    assertEquals(List.of(FIRST, THIRD), missing.lost());
    assertEquals(45, missing.windowNs());
    assertEquals(
        "2 of 3 acknowledged writes lost: [write 1 by client 0 [0, 10], write 3 by client 0 [40,"
            + " 55]]",
        missing.toString());
  }

  @Test
  void shouldNameWhatNobodyWrote() {
    MissingWrites missing =
        MissingWrites.after(ONCE_EACH, Map.of("a", 1L, "b", 2L, "c", 9L, "unknown", 5L));
    assertEquals(Map.of("c", 9L, "unknown", 5L), missing.strangers());
    assertEquals(List.of(THIRD), missing.lost());
  }

  @Test
  void shouldNotAllowAFailedWriteToReappear() {
    History history = History.of(FIRST, write(1, "a", 2, 3, 8).ended(Outcome.FAIL));
    assertEquals(Map.of("a", 2L), MissingWrites.after(history, Map.of("a", 2L)).strangers());
  }

  @Test
  void shouldCallOnlyThatOverwrittenWriteLostWhichIsSurelyNewerThanTheSurvivor() {
    Operation old = write(0, "x", 1, 0, 10);
    Operation newer = write(0, "x", 2, 20, 30);
    Operation beside = write(1, "x", 3, 25, 35);
    History history = History.of(old, newer, beside);
    assertEquals(List.of(newer, beside), MissingWrites.after(history, Map.of("x", 1L)).lost());
    assertEquals(List.of(), MissingWrites.after(history, Map.of("x", 2L)).lost());
    assertEquals(List.of(), MissingWrites.after(history, Map.of("x", 3L)).lost());
    assertEquals(List.of(old, newer, beside), MissingWrites.after(history, Map.of()).lost());
  }

  /** An indeterminate write may replace anything later, until somebody has seen it. */
  @Test
  void shouldAllowAWriteThatTimedOutToSurviveInsteadOfALaterOne() {
    Operation timedOut = write(0, "x", 1, 0, 10).ended(Outcome.INFO);
    Operation later = write(1, "x", 2, 40, 50);
    Operation seen = read(1, "x", 1, 20, 30);
    Map<String, Long> found = Map.of("x", 1L);
    assertTrue(MissingWrites.after(History.of(timedOut, later), found).none());
    assertEquals(
        List.of(later), MissingWrites.after(History.of(timedOut, seen, later), found).lost());
  }
}
