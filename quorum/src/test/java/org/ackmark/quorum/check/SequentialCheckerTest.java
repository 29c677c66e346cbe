package org.ackmark.quorum.check;

import static org.ackmark.quorum.check.Operation.ABSENT;
import static org.ackmark.quorum.check.Operation.read;
import static org.ackmark.quorum.check.Operation.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Weaker than linearizability, and not weaker than what a single client sees. */
class SequentialCheckerTest {
  private static final int ALICE = 0;
  private static final int BOB = 1;

  private static void expect(boolean linearizable, boolean sequential, Operation... operations) {
    History history = History.of(operations);
    assertEquals(linearizable, new RegisterChecker().check(history).linearizable());
    assertEquals(sequential, SequentialChecker.sequential(history));
  }

  @Test
  void shouldAllowAnotherClientToSeeThePast() {
    expect(false, true, write(ALICE, "x", 1, 0, 10), read(BOB, "x", ABSENT, 20, 30));
  }

  @Test
  void shouldAllowOneToSeeTheNewValueAndAnotherLaterTheOld() {
    expect(
        false,
        true,
        write(ALICE, "x", 1, 0, 10),
        write(ALICE, "x", 2, 20, 100),
        read(BOB, "x", 2, 30, 40),
        read(2, "x", 1, 50, 60));
  }

  @Test
  void shouldNotAllowAClientToGoBack() {
    expect(
        false,
        false,
        write(ALICE, "x", 1, 0, 10),
        write(ALICE, "x", 2, 20, 30),
        read(BOB, "x", 2, 40, 50),
        read(BOB, "x", 1, 60, 70));
  }

  @Test
  void shouldNotAllowAClientToMissItsOwnWrite() {
    expect(false, false, write(ALICE, "x", 1, 0, 10), read(ALICE, "x", ABSENT, 20, 30));
  }

  /** Each key alone is sequentially consistent: the property is not local. */
  @Test
  void shouldSearchAllKeysTogether() {
    Operation[] operations = {
      write(ALICE, "x", 1, 0, 10),
      read(ALICE, "y", ABSENT, 20, 30),
      write(BOB, "y", 2, 0, 10),
      read(BOB, "x", ABSENT, 20, 30)
    };
    expect(false, false, operations);
    History both = History.of(operations);
    for (String key : List.of("x", "y")) {
      assertTrue(SequentialChecker.sequential(History.of(both.operationsOn(key))), key);
    }
  }

  @Test
  void shouldLetAWriteThatTimedOutTakeEffectAfterWhatItsClientDidNext() {
    expect(
        true,
        true,
        write(ALICE, "x", 1, 0, 10).ended(Outcome.INFO),
        read(ALICE, "x", ABSENT, 20, 30),
        read(ALICE, "x", 1, 40, 50));
  }

  @Test
  void shouldAcceptWhateverIsLinearizableAndMore() {
    SplittableRandom random = new SplittableRandom(RandomHistory.seed());
    int linearizable = 0;
    int onlySequential = 0;
    for (int i = 0; i < 2000; i++) {
      History history = RandomHistory.draw(random, i % 2 == 0).history();
      boolean strong = ExhaustiveChecker.linearizable(history);
      boolean weak = SequentialChecker.sequential(history);
      assertTrue(weak || !strong, () -> history.operations().toList().toString());
      linearizable += strong ? 1 : 0;
      onlySequential += weak && !strong ? 1 : 0;
    }
    assertTrue(linearizable > 200 && onlySequential > 20, linearizable + ", " + onlySequential);
  }

  @Test
  void shouldRefuseWhatIsTooLongToSearch() {
    List<Operation> many =
        IntStream.rangeClosed(0, SequentialChecker.MOST_OPERATIONS)
            .mapToObj(i -> write(ALICE, "x", i + 1, 2L * i, 2L * i + 1))
            .toList();
    History history = History.of(many);
    assertThrows(IllegalArgumentException.class, () -> SequentialChecker.sequential(history));
    assertThrows(IllegalArgumentException.class, () -> ExhaustiveChecker.linearizable(history));
  }
}
