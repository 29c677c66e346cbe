package org.ackmark.quorum.check;

/** Binary search in sorted numbers. */
final class Ranks {
  private Ranks() {}

  /** How many are below the bound. */
  static int below(long[] sorted, long bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
