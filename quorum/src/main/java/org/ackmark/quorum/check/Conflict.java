package org.ackmark.quorum.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two values each of which must be older than the other, reduced to the operations that are needed
 * to see it: at most the two writes and three reads.
 */
final class Conflict {
  private final List<Operation> first;
  private final List<Operation> second;

  private Conflict(List<Operation> first, List<Operation> second) {
    this.first = first;
    this.second = second;
  }

  static Violation explain(History history, Clusters clusters, int one, int other, Rule rule) {
    Conflict conflict =
        new Conflict(witnesses(history, clusters, one), witnesses(history, clusters, other));
    conflict.reduce(conflict.first);
    conflict.reduce(conflict.second);
    List<Operation> operations =
        Stream.of(conflict.first, conflict.second).flatMap(List::stream).toList();
    return new Violation(operations.getFirst().key(), rule, operations, conflict.describe());
  }

  /** The write, and the operations that end first and begin last, each once. */
  private static List<Operation> witnesses(History history, Clusters clusters, int cluster) {
    List<Operation> operations = new ArrayList<>();
    Stream.of(clusters.write(cluster), clusters.endsFirst(cluster), clusters.startsLast(cluster))
        .distinct()
        .filter(index -> index != Clusters.NONE)
        .forEach(index -> operations.add(history.operation(index)));
    return operations;
  }

  private void reduce(List<Operation> operations) {
    for (Operation read : operations.stream().filter(o -> !o.isWrite()).toList()) {
      int place = operations.indexOf(read);
      operations.remove(place);
      if (!stands()) {
        operations.add(place, read);
      }
    }
  }

  private boolean stands() {
    return older(first, second) && older(second, first);
  }

  private static boolean older(List<Operation> some, List<Operation> others) {
    Optional<Operation> start = startsLast(others);
    return start.isPresent() && (isInitial(some) || endsFirst(some).precedes(start.get()));
  }

  /** The initial value needs no operation to be older than all others. */
  private static boolean isInitial(List<Operation> operations) {
    return operations.stream().noneMatch(Operation::isWrite);
  }

  private static Operation endsFirst(List<Operation> operations) {
    return operations.stream().min(Comparator.comparingLong(Operation::endNs)).orElseThrow();
  }

  private static Optional<Operation> startsLast(List<Operation> operations) {
    return operations.stream().max(Comparator.comparingLong(Operation::invokedNs));
  }

  private String describe() {
    return step(first, second) + ";\n  but " + step(second, first);
  }

  private static String step(List<Operation> older, List<Operation> newer) {
    Operation start = startsLast(newer).orElseThrow();
    if (isInitial(older)) {
      return "nothing, the initial value, is older than " + start.value();
    }
    Operation end = endsFirst(older);
    return end
        + " ended before "
        + start
        + " began, so "
        + end.value()
        + " is older than "
        + Operation.valueName(start.value());
  }
}
