package org.ackmark.wal.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.ackmark.wal.io.FileMethod;

/**
 * How often the simulated kernel was asked for what, failures included, since the disk was made or
 * found after a crash. Safe from any thread.
 */
public final class OperationCounts {

  /** Calls of one kind, and the bytes that they named. */
  public record Tally(long operations, long bytes) {
    private static final Tally NONE = new Tally(0, 0);

    private Tally plus(Tally other) {
      return new Tally(operations + other.operations, bytes + other.bytes);
    }
  }

  private record Key(Operation.Kind kind, FileMethod method, String name) {}

  private final Map<Key, Tally> tallies = new HashMap<>(); // guarded by this

  OperationCounts() {}

  synchronized void add(Operation operation) {
    Key key = new Key(operation.kind(), operation.method(), operation.name());
    tallies.merge(key, new Tally(1, operation.lengthBytes()), Tally::plus);
  }

  /** All calls of a kind. */
  public Tally of(Operation.Kind kind) {
    return sum(key -> key.kind == kind);
  }

  /** Calls of a kind on files opened with a method. */
  public Tally of(Operation.Kind kind, FileMethod method) {
    return sum(key -> key.kind == kind && key.method == method);
  }

  /** Calls of a kind on files while they had a name. */
  public Tally of(Operation.Kind kind, String name) {
    return sum(key -> key.kind == kind && Objects.equals(key.name, name));
  }

  private synchronized Tally sum(Predicate<Key> wanted) {
    return tallies.entrySet().stream()
        .filter(e -> wanted.test(e.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Tally.NONE, Tally::plus);
  }
}
