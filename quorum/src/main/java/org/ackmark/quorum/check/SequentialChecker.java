package org.ackmark.quorum.check;

/**
 * Whether a short history is sequentially consistent (Lamport, 1979): some legal order keeps each
 * client's own operations in their order, whatever the clock says between clients. Weaker than
 * linearizable: a client may see the past as long as it never goes back. Not local: all keys are
 * searched together. Any number of threads may use it.
 */
public final class SequentialChecker {
  /** The most operations; the search is exponential in the number of clients, not in theirs. */
  public static final int MOST_OPERATIONS = 40;

  private SequentialChecker() {}

  /**
   * Searches for such an order. An indeterminate write comes after what its client did before it,
   * at any time or never: what its client did next need not wait for it.
   *
   * @throws IllegalArgumentException when there are too many operations
   */
  public static boolean sequential(History history) {
    return new OrderSearch(
            history.operations().toList(), SequentialChecker::inProgram, MOST_OPERATIONS)
        .succeeds();
  }

  private static boolean inProgram(Operation one, Operation other) {
    return one.client() == other.client() && one.precedes(other);
  }
}
