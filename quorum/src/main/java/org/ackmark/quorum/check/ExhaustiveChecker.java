package org.ackmark.quorum.check;

import java.util.List;

/**
 * Whether every register of a short history is linearizable, by searching for the order: the oracle
 * that {@link RegisterChecker} is tested against, and that needs no unique values. Any number of
 * threads may use it.
 */
public final class ExhaustiveChecker {
  /** The most operations on a key: were they all concurrent, 2^20 states would be tried. */
  public static final int MOST_OPERATIONS = 20;

  private ExhaustiveChecker() {}

  /**
   * Searches each key for a legal order in which no operation comes after one that began when it
   * had ended.
   *
   * @throws IllegalArgumentException when a key has too many operations
   */
  public static boolean linearizable(History history) {
    return history.keys().stream().map(history::operationsOn).allMatch(ExhaustiveChecker::ordered);
  }

  private static boolean ordered(List<Operation> operations) {
    return new OrderSearch(operations, Operation::precedes, MOST_OPERATIONS).succeeds();
  }
}
