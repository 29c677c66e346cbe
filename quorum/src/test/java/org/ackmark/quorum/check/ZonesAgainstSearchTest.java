package org.ackmark.quorum.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The zones against the search, which know nothing of each other, on random histories; and the same
 * comparison for checkers with a fault, each of which it must find. {@code -Dquorum.histories=}
 * sets how many.
 */
class ZonesAgainstSearchTest {
  private static final int HISTORIES = Integer.getInteger("quorum.histories", 20_000);

  @Test
  void shouldAgreeWithTheSearchAndFindEveryFaultyChecker() {
    Map<String, Predicate<History>> faulty = faultyCheckers();
    Map<String, Integer> found = new TreeMap<>();
    faulty.keySet().forEach(name -> found.put(name, 0));
    Tally tally = new Tally();
    SplittableRandom random = new SplittableRandom(RandomHistory.seed());
    for (int i = 0; i < HISTORIES; i++) {
      RandomHistory drawn = RandomHistory.draw(random, i % 2 == 0);
      History history = drawn.history();
      boolean linearizable = ExhaustiveChecker.linearizable(history);
      assertTrue(
          linearizable || !drawn.honest(), () -> "search condemns an honest " + text(history));
      Verdict verdict = new RegisterChecker().check(history);
      assertEquals(linearizable, verdict.linearizable(), () -> verdict + "\n" + text(history));
      verdict.violations().forEach(this::requireMinimal);
      tally.add(verdict);
      faulty.forEach((name, checker) -> {
        if (checker.test(history) != linearizable) {
          found.merge(name, 1, Integer::sum);
        }
      });
    }
    System.out.println("histories=" + HISTORIES + " " + tally + " faulty checkers found " + found);
    tally.requireBothVerdictsAndAllRules();
    found.forEach((name, times) -> assertTrue(times > 0, () -> name + " was never found"));
  }

  /** Its operations have no order by themselves, and have one without any one of their reads. */
  private void requireMinimal(Violation violation) {
    List<Operation> operations = violation.operations();
    assertFalse(ExhaustiveChecker.linearizable(History.of(operations)), violation::toString);
    for (Operation read : operations) {
      if (!read.isWrite()) {
        List<Operation> others = new ArrayList<>(operations);
        others.remove(read);
        assertTrue(
            ExhaustiveChecker.linearizable(History.of(others)),
            () -> violation + " without " + read);
      }
    }
  }

  private static Map<String, Predicate<History>> faultyCheckers() {
    Map<String, Predicate<History>> faulty = new TreeMap<>();
    for (Rule rule : Rule.values()) {
      EnumSet<Rule> others = EnumSet.complementOf(EnumSet.of(rule));
      faulty.put("without " + rule, h -> new RegisterChecker(others).check(h).linearizable());
    }
    faulty.put("info as ok", seeing(o -> o.outcome() == Outcome.INFO ? o.ended(Outcome.OK) : o));
    faulty.put(
        "info as fail", seeing(o -> o.outcome() == Outcome.INFO ? o.ended(Outcome.FAIL) : o));
    faulty.put(
        "fail as info", seeing(o -> o.outcome() == Outcome.FAIL ? o.ended(Outcome.INFO) : o));
    faulty.put("fail as ok", seeing(o -> o.outcome() == Outcome.FAIL ? o.ended(Outcome.OK) : o));
    faulty.put(
        "reads of nothing ignored", seeing(o -> isReadOfNothing(o) ? o.ended(Outcome.INFO) : o));
    faulty.put("equal times in order", seeing(ZonesAgainstSearchTest::halfOpen));
    faulty.put("keys confused", seeing(o -> onKey(o, "x")));
    return faulty;
  }

  /** A checker that sees something else than what happened; only of writes and successful reads. */
  private static Predicate<History> seeing(UnaryOperator<Operation> change) {
    return history ->
        new RegisterChecker()
            .check(
                History.of(
                    history.operations().filter(ZonesAgainstSearchTest::says).map(change).toList()))
            .linearizable();
  }

  private static boolean says(Operation operation) {
    return operation.isWrite() || operation.outcome() == Outcome.OK;
  }

  private static boolean isReadOfNothing(Operation operation) {
    return !operation.isWrite() && operation.value() == Operation.ABSENT;
  }

  private static Operation halfOpen(Operation o) {
    long invoked = 2 * o.invokedNs();
    long completed = Math.max(invoked, 2 * o.completedNs() - 1);
    return new Operation(o.client(), o.key(), o.kind(), o.value(), invoked, completed, o.outcome());
  }

  private static Operation onKey(Operation o, String key) {
    return new Operation(
        o.client(), key, o.kind(), o.value(), o.invokedNs(), o.completedNs(), o.outcome());
  }

  private static String text(History history) {
    return history.operations().map(o -> o.key() + ": " + o).toList().toString();
  }

  private static final class Tally {
    private int linearizable;
    private int others;
    private final Map<Rule, Integer> rules = new TreeMap<>();

    void add(Verdict verdict) {
      if (verdict.linearizable()) {
        linearizable++;
      } else {
        others++;
      }
      verdict.violations().forEach(v -> rules.merge(v.rule(), 1, Integer::sum));
    }

    void requireBothVerdictsAndAllRules() {
      assertTrue(5 * Math.min(linearizable, others) >= HISTORIES, this::toString);
      assertEquals(Rule.values().length, rules.size(), this::toString);
    }

    @Override
    public String toString() {
      return "linearizable=" + linearizable + " not=" + others + " by rule " + rules;
    }
  }
}
