package org.ackmark.quorum.predict;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The time until k of n nodes have answered, when each takes as long as it was seen to and none
 * waits for another: the k-th smallest of n independent draws. Exact for the samples given: at a
 * time t the number of answers is a sum of independent yes or no, one for each node (Wang, "On the
 * number of successes in independent trials", Statistica Sinica 3, 1993), and the chance that it is
 * at least k follows from the nodes' shares by dynamic programming. Immutable.
 */
public final class OrderStatistic {
  /** A sum of shares that is 1 may fall short of it by so much. */
  private static final double ROUNDING = 1e-12;

  private final List<Times> nodes;
  private final int k;
  private final long[] timesNs; // all that occur, ascending

  /**
   * Of k of those nodes.
   *
   * @param nodes how long each was seen to take
   */
  public OrderStatistic(List<Times> nodes, int k) {
    if (k < 1 || k > nodes.size()) {
      throw new IllegalArgumentException("k=" + k + " nodes=" + nodes.size());
    }
    this.nodes = List.copyOf(nodes);
    this.k = k;
    this.timesNs =
        nodes.stream()
            .flatMapToLong(times -> IntStream.range(0, times.count()).mapToLong(times::at))
            .sorted()
            .distinct()
            .toArray();
  }

  /** The chance that k nodes have answered by then. */
  public double shareWithin(long timeNs) {
    double[] chance = new double[nodes.size() + 1]; // of so many answers
    chance[0] = 1;
    for (int node = 0; node < nodes.size(); node++) {
      double answered = nodes.get(node).shareWithin(timeNs);
      for (int answers = node + 1; answers > 0; answers--) {
        chance[answers] = chance[answers] * (1 - answered) + chance[answers - 1] * answered;
      }
      chance[0] *= 1 - answered;
    }
    double sum = 0;
    for (int answers = k; answers < chance.length; answers++) {
      sum += chance[answers];
    }
    return sum;
  }

  /**
   * The time within which k nodes have answered so often.
   *
   * @param percentile above 0, at most 100
   */
  public long percentileNs(double percentile) {
    if (!(percentile > 0 && percentile <= 100)) {
      throw new IllegalArgumentException("percentile=" + percentile);
    }
    int low = 0;
    int high = timesNs.length - 1; // by then all have answered
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shareWithin(timesNs[middle]) >= percentile / 100 - ROUNDING) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return timesNs[low];
  }
}
