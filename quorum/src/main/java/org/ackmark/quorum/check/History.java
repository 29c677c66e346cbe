package org.ackmark.quorum.check;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What clients did and what they were told, in any order: all that a checker knows of a system.
 * Immutable; any number of threads may read it. Held as columns of primitives (34 bytes an
 * operation), so that a whole benchmark fits.
 */
public final class History implements Iterable<Operation> {
  private final List<String> keys;
  private final Columns columns;

  History(List<String> keys, Columns columns) {
    this.keys = List.copyOf(keys);
    this.columns = columns;
  }

  /** A history of these operations. */
  public static History of(List<Operation> operations) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    Columns columns = new Columns(operations.size());
    int row = 0;
    for (Operation operation : operations) {
      Integer number = numbers.computeIfAbsent(operation.key(), name -> numbers.size());
      columns.set(row++, operation, number);
    }
    return new History(List.copyOf(numbers.keySet()), columns);
  }

  /** A history of these operations. */
  public static History of(Operation... operations) {
    return of(List.of(operations));
  }

  /** How many operations there are. */
  public int size() {
    return columns.client.length;
  }

  /** The registers, in the order of their first operation. */
  public List<String> keys() {
    return keys;
  }

  /** The operation with that index, from 0. */
  public Operation operation(int index) {
    return new Operation(
        columns.client[index],
        keys.get(columns.key[index]),
        columns.write[index] ? Kind.WRITE : Kind.READ,
        columns.value[index],
        columns.invokedNs[index],
        columns.completedNs[index],
        columns.outcome(index));
  }

  /** The operations in order of their index. */
  public Stream<Operation> operations() {
    return IntStream.range(0, size()).mapToObj(this::operation);
  }

  /** The operations on one register. */
  public List<Operation> operationsOn(String key) {
    int number = keys.indexOf(key);
    return IntStream.range(0, size())
        .filter(i -> columns.key[i] == number)
        .mapToObj(this::operation)
        .toList();
  }

  @Override
  public Iterator<Operation> iterator() {
    return operations().iterator();
  }

  boolean isWrite(int index) {
    return columns.write[index];
  }

  boolean isOk(int index) {
    return columns.outcome(index) == Outcome.OK;
  }

  boolean isFailed(int index) {
    return columns.outcome(index) == Outcome.FAIL;
  }

  long value(int index) {
    return columns.value[index];
  }

  long invokedNs(int index) {
    return columns.invokedNs[index];
  }

  long endNs(int index) {
    return isOk(index) ? columns.completedNs[index] : Operation.NEVER;
  }

  /** For each key the indexes of its operations, ascending. O(n). */
  int[][] indexesByKey() {
    int[] counts = new int[keys.size()];
    for (int key : columns.key) {
      counts[key]++;
    }
    int[][] indexes = new int[counts.length][];
    Arrays.setAll(indexes, key -> new int[counts[key]]);
    for (int i = size() - 1; i >= 0; i--) {
      int key = columns.key[i];
      indexes[key][--counts[key]] = i;
    }
    return indexes;
  }
}
