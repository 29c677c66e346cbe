package org.ackmark.quorum.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Looks for a legal order of operations on registers by trying: the search of Wing and Gong
 * ("Testing and verifying concurrent objects", 1993), which never tries a state twice (Lowe,
 * "Testing for linearizability", 2017). Exponential in the number of operations that may be
 * concurrent. Knows nothing of zones, so that it can judge those who do.
 *
 * <p>A successful operation must find its place in the order; an indeterminate write may find one
 * or not; others say nothing.
 */
final class OrderSearch {
  private final List<Operation> operations;

  /** By operation: those that must come before it. */
  private final long[] before;

  /** Those that must find a place. */
  private final long required;

  private final Set<State> seen = new HashSet<>();

  /**
   * A search over all of them at once.
   *
   * @param precedes which successful operation must come before which other
   * @param most the most operations that it takes on, below 64
   */
  OrderSearch(List<Operation> all, BiPredicate<Operation, Operation> precedes, int most) {
    operations = all.stream().filter(OrderSearch::says).toList();
    if (operations.size() > most) {
      throw new IllegalArgumentException(
          "operations=" + operations.size() + " are too many for a search; at most " + most);
    }
    required = maskOf(o -> o.outcome() == Outcome.OK);
    before = new long[operations.size()];
    for (int i = 0; i < before.length; i++) {
      Operation later = operations.get(i);
      before[i] = required & maskOf(o -> precedes.test(o, later));
    }
  }

  private static boolean says(Operation operation) {
    return switch (operation.outcome()) {
      case OK -> true;
      case FAIL -> false;
      case INFO -> operation.kind() == Kind.WRITE;
    };
  }

  private long maskOf(Predicate<Operation> chosen) {
    long mask = 0;
    for (int i = 0; i < operations.size(); i++) {
      mask |= chosen.test(operations.get(i)) ? 1L << i : 0;
    }
    return mask;
  }

  /** Whether there is a legal order. */
  boolean succeeds() {
    return succeedsFrom(new State(0, Map.of()));
  }

  private boolean succeedsFrom(State state) {
    if ((state.placed & required) == required) {
      return true;
    }
    if (!seen.add(state)) {
      return false;
    }
    for (int i = 0; i < before.length; i++) {
      if (mayComeNext(i, state) && succeedsFrom(state.with(i, operations.get(i)))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayComeNext(int index, State state) {
    boolean free = (state.placed & 1L << index) == 0;
    boolean ready = (before[index] & ~state.placed) == 0;
    return free && ready && state.allows(operations.get(index));
  }

  /**
   * Where a search stands.
   *
   * @param placed the operations that have their place
   * @param values of the registers that were written
   */
  private record State(long placed, Map<String, Long> values) {
    boolean allows(Operation operation) {
      return operation.kind() == Kind.WRITE
          || operation.value() == values.getOrDefault(operation.key(), Operation.ABSENT);
    }

    State with(int index, Operation operation) {
      long more = placed | 1L << index;
      if (operation.kind() == Kind.READ) {
        return new State(more, values);
      }
      Map<String, Long> written = new HashMap<>(values);
      written.put(operation.key(), operation.value());
      return new State(more, written);
    }
  }
}
