package org.ackmark.quorum.check;

import static org.ackmark.quorum.check.Operation.ABSENT;
import static org.ackmark.quorum.check.Operation.read;
import static org.ackmark.quorum.check.Operation.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How old the values are that reads return. */
class StalenessTest {
  private static final int ALICE = 0;
  private static final int BOB = 1;
  private static final Operation FIRST = write(ALICE, "x", 1, 0, 10);
  private static final Operation SECOND = write(ALICE, "x", 2, 20, 30);
  private static final Operation THIRD = write(ALICE, "x", 3, 40, 50);

  private static Staleness of(Operation... operations) {
    return Staleness.of(History.of(operations));
  }

  @Test
  void shouldCountTheVersionsThatAReadIsBehind() {
    Staleness staleness =
        of(
            FIRST,
            SECOND,
            THIRD,
            read(BOB, "x", 3, 60, 61),
            read(BOB, "x", 2, 62, 63),
            read(BOB, "x", 1, 64, 65),
            read(BOB, "x", ABSENT, 66, 67));
    assertEquals(Map.of(0, 1L, 1, 1L, 2, 1L, 3, 1L), staleness.readsByVersionsBehind());
    assertEquals(OptionalDouble.of(0.5), staleness.shareWithin(1));
    assertEquals(3, staleness.stale());
    assertEquals(4, staleness.reads());
  }

  @Test
  void shouldSayHowVisibleWritesAreAfterAWhile() {
    Staleness staleness =
        of(
            FIRST,
            SECOND,
            read(BOB, "x", 1, 31, 32),
            read(BOB, "x", 2, 35, 36),
            read(BOB, "x", 1, 40, 41),
            read(BOB, "x", 2, 80, 81));
    assertEquals(OptionalDouble.of(0.5), staleness.visibleAfter(0));
    assertEquals(OptionalDouble.of(2.0 / 3), staleness.visibleAfter(2));
    assertEquals(OptionalDouble.of(1), staleness.visibleAfter(11));
    assertEquals(OptionalDouble.empty(), staleness.visibleAfter(51));
    assertEquals(OptionalLong.of(10), staleness.longestInvisibleNs());
  }

  @Test
  void shouldSayForHowLongAStaleValueHadBeenSuperseded() {
    Staleness staleness =
        of(FIRST, SECOND, THIRD, read(BOB, "x", 1, 64, 65), read(BOB, "x", 2, 70, 71));
    assertEquals(OptionalLong.of(20), staleness.outdatedForNs(50));
    assertEquals(OptionalLong.of(34), staleness.outdatedForNs(100));
    assertEquals(OptionalLong.of(20), staleness.longestInvisibleNs());
  }

  @Test
  void shouldNotCallAReadStaleForAConcurrentOrUnacknowledgedWrite() {
    Staleness staleness =
        of(
            FIRST,
            write(ALICE, "x", 2, 5, 30),
            write(ALICE, "x", 3, 35, 36).ended(Outcome.INFO),
            write(ALICE, "x", 4, 37, 60),
            read(BOB, "x", 1, 40, 50));
    assertEquals(Map.of(0, 1L), staleness.readsByVersionsBehind());
    assertEquals(OptionalLong.empty(), staleness.longestInvisibleNs());
    assertEquals(OptionalLong.empty(), staleness.outdatedForNs(99));
  }

  /** When it took effect is known only by who saw it. */
  @Test
  void shouldDateAWriteThatTimedOutByTheFirstReadOfIt() {
    Operation timedOut = write(ALICE, "x", 5, 0, 5).ended(Outcome.INFO);
    Operation stale = read(BOB, "x", 5, 60, 61);
    assertEquals(0, of(timedOut, SECOND, stale).stale());
    assertEquals(1, of(timedOut, read(BOB, "x", 5, 12, 13), SECOND, stale).stale());
  }

  @Test
  void shouldKeepValuesThatNobodyWroteApart() {
    Staleness staleness =
        of(
            FIRST,
            write(ALICE, "x", 2, 11, 12).ended(Outcome.FAIL),
            read(BOB, "x", 2, 20, 30),
            read(BOB, "x", 9, 20, 30),
            read(BOB, "x", 1, 20, 30));
    assertEquals(2, staleness.neverWritten());
    assertEquals(1, staleness.reads());
  }

  @Test
  void shouldCountLikeTheDefinitionAndNeverAccuseALinearizableHistory() {
    SplittableRandom random = new SplittableRandom(RandomHistory.seed());
    int stale = 0;
    for (int i = 0; i < 3000; i++) {
      History history = RandomHistory.draw(random, i % 2 == 0).history();
      Staleness staleness = Staleness.of(history);
      assertEquals(
          byDefinition(history),
          staleness.readsByVersionsBehind(),
          history.operations().toList()::toString);
      if (staleness.stale() > 0) {
        assertFalse(new RegisterChecker().check(history).linearizable());
        stale++;
      }
    }
    assertTrue(stale > 100, "stale=" + stale);
  }

  private static Map<Integer, Long> byDefinition(History history) {
    Map<Integer, Long> reads = new TreeMap<>();
    for (String key : history.keys()) {
      List<Operation> operations = history.operationsOn(key);
      for (Operation read : operations) {
        if (!read.isWrite() && read.outcome() == Outcome.OK && mayHold(operations, read.value())) {
          reads.merge(behind(operations, read), 1L, Long::sum);
        }
      }
    }
    return reads;
  }

  private static boolean mayHold(List<Operation> operations, long value) {
    return value == ABSENT
        || operations.stream()
            .anyMatch(o -> o.isWrite() && o.value() == value && o.outcome() != Outcome.FAIL);
  }

  private static int behind(List<Operation> operations, Operation read) {
    return (int)
        operations.stream()
            .filter(newer -> newer.isWrite() && newer.precedes(read))
            .filter(newer ->
                read.value() == ABSENT
                    || operations.stream()
                        .anyMatch(o -> o.value() == read.value() && o.precedes(newer)))
            .count();
  }
}
