package org.ackmark.quorum.check;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The acknowledged writes of a key that are complete at some time, which only grows: how many of
 * them began after another time, by a tree over their starts (Fenwick, 1994). Not thread-safe.
 */
final class CompletedWrites {
  private final long[] startsNs;

  /** Of all the writes with that start or a later one, the first end. */
  private final long[] firstEndNs;

  private final int[] tree;
  private int count;
  private long newestEndNs;

  /** None has completed yet. */
  CompletedWrites(Write[] all) {
    Write[] byStart = all.clone();
    Arrays.sort(byStart, Comparator.comparingLong(Write::startNs));
    startsNs = Arrays.stream(byStart).mapToLong(Write::startNs).toArray();
    firstEndNs = Arrays.stream(byStart).mapToLong(Write::endNs).toArray();
    for (int i = firstEndNs.length - 2; i >= 0; i--) {
      firstEndNs[i] = Math.min(firstEndNs[i], firstEndNs[i + 1]);
    }
    tree = new int[all.length + 1];
  }

  /** One of the writes has completed; in the order of their ends. */
  void add(Write write) {
    for (int i = Ranks.below(startsNs, write.startNs) + 1; i < tree.length; i += i & -i) {
      tree[i]++;
    }
    count++;
    newestEndNs = write.endNs;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The end of the write that completed last. */
  long newestEndNs() {
    return newestEndNs;
  }

  /** How many of the completed ones began after that. */
  int startedAfter(long boundNs) {
    int notAfter = 0;
    for (int i = rankAbove(boundNs); i > 0; i -= i & -i) {
      notAfter += tree[i];
    }
    return count - notAfter;
  }

  /** The first end among those, if any: what has not completed ends later than what has. */
  long firstEndAmongStartedAfter(long boundNs) {
    return firstEndNs[rankAbove(boundNs)];
  }

  private int rankAbove(long boundNs) {
    return boundNs == Operation.NEVER ? startsNs.length : Ranks.below(startsNs, boundNs + 1);
  }

  /** An acknowledged write. */
  record Write(long startNs, long endNs) {}
}
