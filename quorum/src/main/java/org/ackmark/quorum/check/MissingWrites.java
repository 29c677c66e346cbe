package org.ackmark.quorum.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The acknowledged writes that are not there after a crash. A write is there when its key holds its
 * value, or one that is not surely older: an acknowledged write is lost iff it began after the
 * surviving value was surely there. For keys that were written once that is simply the set check:
 * every acknowledged value must be found. Immutable.
 *
 * @param acknowledged how many writes had been acknowledged
 * @param lost the acknowledged writes that are gone, by their completion
 * @param strangers by key, the values that were found although nobody wrote them
 */
public record MissingWrites(long acknowledged, List<Operation> lost, Map<String, Long> strangers) {
  /** Copies the collections. */
  public MissingWrites {
    lost = List.copyOf(lost);
    strangers = Map.copyOf(strangers);
  }

  /**
   * Compares what was acknowledged before the crash with what is found after it.
   *
   * @param before ends with the crash
   * @param found the value of each key after it; a key without an entry holds nothing
   * @throws IllegalArgumentException when two writes of a key have the same value
   */
  public static MissingWrites after(History before, Map<String, Long> found) {
    List<Operation> lost = new ArrayList<>();
    Map<String, Long> strangers = new HashMap<>(found);
    long acknowledged = 0;
    int[][] indexes = before.indexesByKey();
    for (int key = 0; key < indexes.length; key++) {
      String name = before.keys().get(key);
      long survivor = found.getOrDefault(name, Operation.ABSENT);
      Clusters clusters = new Clusters(before, indexes[key]);
      if (clusters.mayHold(survivor)) {
        strangers.remove(name);
      }
      int[] writes = acknowledged(before, indexes[key]);
      acknowledged += writes.length;
      IntStream.of(writes)
          .filter(i -> before.invokedNs(i) > thereNs(survivor, clusters))
          .mapToObj(before::operation)
          .forEach(lost::add);
    }
    lost.sort(Comparator.comparingLong(Operation::completedNs));
    return new MissingWrites(acknowledged, lost, strangers);
  }

  private static int[] acknowledged(History history, int[] operations) {
    return IntStream.of(operations).filter(i -> history.isWrite(i) && history.isOk(i)).toArray();
  }

  /** When that value was surely there; a stranger replaces nothing, so everything is newer. */
  private static long thereNs(long value, Clusters clusters) {
    int cluster = clusters.mayHold(value) ? clusters.of(value) : Clusters.INITIAL;
    return clusters.earliestEndNs(cluster);
  }

  /** Whether every acknowledged write is there and nothing else is. */
  public boolean none() {
    return lost.isEmpty() && strangers.isEmpty();
  }

  /** The loss window: newest lost acknowledgement − oldest lost acknowledgement; 0 without loss. */
  public long windowNs() {
    return lost.isEmpty() ? 0 : lost.getLast().completedNs() - lost.getFirst().completedNs();
  }

  @Override
  public String toString() {
    String there = lost.size() + " of " + acknowledged + " acknowledged writes lost";
    return there
        + (lost.isEmpty() ? "" : ": " + lost)
        + (strangers.isEmpty() ? "" : ", found but never written: " + strangers);
  }
}
