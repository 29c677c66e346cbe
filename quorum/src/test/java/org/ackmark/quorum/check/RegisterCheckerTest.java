package org.ackmark.quorum.check;

import static org.ackmark.quorum.check.Operation.ABSENT;
import static org.ackmark.quorum.check.Operation.read;
import static org.ackmark.quorum.check.Operation.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories whose verdict is known, as a table; the search must know it too. */
class RegisterCheckerTest {
  private static final int ALICE = 0;
  private static final int BOB = 1;
  private static final int CAROL = 2;
  private static final Operation TIMED_OUT = write(ALICE, "x", 2, 20, 30).ended(Outcome.INFO);

  static Stream<Case> legal() {
    return Stream.of(
        new Case("nothing happened"),
        new Case("nothing was written, nothing was read", read(BOB, "x", ABSENT, 0, 10)),
        new Case("a read after a write", write(ALICE, "x", 1, 0, 10), read(BOB, "x", 1, 20, 30)),
        new Case(
            "a read beside a write sees the old value",
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "x", 2, 20, 40),
            read(BOB, "x", 1, 25, 30)),
        new Case(
            "a read beside a write sees the new value",
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "x", 2, 20, 40),
            read(BOB, "x", 2, 25, 30)),
        new Case(
            "a read sees nothing beside the first write",
            write(ALICE, "x", 1, 0, 10),
            read(BOB, "x", ABSENT, 5, 20)),
        new Case(
            "what ends when the other begins is concurrent",
            write(ALICE, "x", 1, 0, 10),
            read(BOB, "x", ABSENT, 10, 20)),
        new Case(
            "a write that timed out takes effect long after",
            write(ALICE, "x", 1, 0, 10),
            TIMED_OUT,
            read(BOB, "x", 1, 40, 50),
            read(BOB, "x", 2, 60, 70)),
        new Case(
            "a write that timed out never takes effect",
            write(ALICE, "x", 1, 0, 10),
            TIMED_OUT,
            read(BOB, "x", 1, 40, 50)),
        new Case(
            "a write that timed out overwrites an acknowledged one",
            TIMED_OUT,
            write(BOB, "x", 3, 40, 50),
            read(CAROL, "x", 2, 60, 70)),
        new Case(
            "a failed write is not seen",
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "x", 2, 20, 30).ended(Outcome.FAIL),
            read(BOB, "x", 1, 40, 50)),
        new Case(
            "a read that failed or timed out says nothing",
            write(ALICE, "x", 1, 0, 10),
            read(BOB, "x", 7, 20, 30).ended(Outcome.FAIL),
            read(BOB, "x", 7, 20, 30).ended(Outcome.INFO)),
        new Case(
            "each key is a register of its own",
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "y", 1, 0, 10),
            write(ALICE, "y", 2, 20, 30),
            read(BOB, "x", 1, 40, 50),
            read(BOB, "y", 2, 40, 50)));
  }

  static Stream<Case> illegal() {
    return Stream.of(
        new Case(
            "a stale read",
            Rule.BACKWARD_ZONE_INSIDE,
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "x", 2, 20, 30),
            read(BOB, "x", 1, 40, 50)),
        new Case(
            "new, then old, while the write is under way",
            Rule.FORWARD_ZONES_OVERLAP,
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "x", 2, 20, 100),
            read(BOB, "x", 2, 30, 40),
            read(CAROL, "x", 1, 50, 60)),
        new Case(
            "new, then old, after a write that timed out",
            Rule.FORWARD_ZONES_OVERLAP,
            write(ALICE, "x", 1, 0, 10),
            TIMED_OUT,
            read(BOB, "x", 2, 40, 50),
            read(CAROL, "x", 1, 60, 70)),
        new Case(
            "a read from the future",
            Rule.READ_BEFORE_WRITE,
            read(BOB, "x", 1, 0, 10),
            write(ALICE, "x", 1, 20, 30)),
        new Case(
            "a read of a value that nobody wrote",
            Rule.NEVER_WRITTEN,
            write(ALICE, "x", 1, 0, 10),
            read(BOB, "x", 9, 20, 30)),
        new Case(
            "a read of a value that failed to be written",
            Rule.NEVER_WRITTEN,
            write(ALICE, "x", 1, 0, 10).ended(Outcome.FAIL),
            read(BOB, "x", 1, 20, 30)),
        new Case(
            "a read of another key's value",
            Rule.NEVER_WRITTEN,
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "y", 2, 0, 10),
            read(BOB, "y", 1, 20, 30)),
        new Case(
            "nothing, after an acknowledged write",
            Rule.BACKWARD_ZONE_INSIDE,
            write(ALICE, "x", 1, 0, 10),
            read(BOB, "x", ABSENT, 20, 30)),
        new Case(
            "nothing, after a read of something",
            Rule.FORWARD_ZONES_OVERLAP,
            write(ALICE, "x", 1, 0, 100),
            read(BOB, "x", 1, 10, 20),
            read(CAROL, "x", ABSENT, 30, 40)),
        new Case(
            "concurrent writes seen in both orders",
            Rule.FORWARD_ZONES_OVERLAP,
            write(ALICE, "x", 1, 0, 10),
            write(BOB, "x", 2, 0, 10),
            read(ALICE, "x", 1, 20, 30),
            read(BOB, "x", 2, 20, 30),
            read(ALICE, "x", 2, 40, 50),
            read(BOB, "x", 1, 40, 50)));
  }

  @ParameterizedTest
  @MethodSource("legal")
  void shouldAccept(Case legal) {
    assertEquals(List.of(), new RegisterChecker().check(legal.history()).violations());
    assertEquals(true, ExhaustiveChecker.linearizable(legal.history()));
  }

  @ParameterizedTest
  @MethodSource("illegal")
  void shouldCondemn(Case illegal) {
    Verdict verdict = new RegisterChecker().check(illegal.history());
    assertEquals(
        List.of(illegal.rule), verdict.violations().stream().map(Violation::rule).toList());
    assertEquals(false, ExhaustiveChecker.linearizable(illegal.history()));
  }

  /**
   * The minority's write times out, the majority's is acknowledged, and the minority's value is
   * read: legal, for a write that timed out is concurrent for ever. Recorded as a failure, the same
   * history is condemned, wrongly.
   */
  @Test
  void shouldCondemnALegalHistoryOnlyIfATimeoutIsRecordedAsAFailure() {
    Operation genesis = write(ALICE, "x", 1, 0, 10);
    Operation minority = write(BOB, "x", 2, 20, 30);
    Operation majority = write(ALICE, "x", 3, 40, 50);
    Operation seen = read(CAROL, "x", 2, 60, 70);
    History right = History.of(genesis, minority.ended(Outcome.INFO), majority, seen);
    History wrong = History.of(genesis, minority.ended(Outcome.FAIL), majority, seen);
    assertEquals(true, new RegisterChecker().check(right).linearizable());
    assertEquals(false, new RegisterChecker().check(wrong).linearizable());
  }

  @Test
  void shouldSayWhichOperationsConflictAndWhy() {
    History history =
        History.of(
            write(ALICE, "x", 1, 0, 10),
            write(ALICE, "x", 2, 20, 30),
            read(CAROL, "x", 2, 35, 36),
            read(BOB, "x", 1, 40, 50),
            read(BOB, "x", 1, 60, 70),
            write(ALICE, "y", 3, 0, 10),
            read(BOB, "y", ABSENT, 20, 30));
    assertEquals(
        """
        7 operations on 2 keys: not linearizable
        key x (BACKWARD_ZONE_INSIDE): write 1 by client 0 [0, 10] ended before write 2 by client 0 [20, 30] began, so 1 is older than 2;
          but write 2 by client 0 [20, 30] ended before read 1 by client 1 [60, 70] began, so 2 is older than 1
        key y (BACKWARD_ZONE_INSIDE): nothing, the initial value, is older than 3;
          but write 3 by client 0 [0, 10] ended before read nothing by client 1 [20, 30] began, so 3 is older than nothing\
        """,
        new RegisterChecker().check(history).toString());
  }

  @Test
  void shouldRefuseTwoWritesOfTheSameValueToAKey() {
    History history = History.of(write(ALICE, "x", 1, 0, 10), write(BOB, "x", 1, 20, 30));
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new RegisterChecker().check(history));
    assertEquals("value=1 is written twice: write 1 by client 1 [20, 30]", refusal.getMessage());
  }

  /**
   * A history.
   *
   * @param rule that it violates; null if none
   */
  record Case(String name, Rule rule, History history) {
    Case(String name, Operation... operations) {
      this(name, null, History.of(operations));
    }

    Case(String name, Rule rule, Operation... operations) {
      this(name, rule, History.of(operations));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
