package org.ackmark.wal.commit;

/**
 * Decides whether a committer waits for those it has just acknowledged to come back, and how long.
 *
 * <p>Without waiting, a closed loop of w writers falls into two halves, and the log syncs w / 2
 * records at a time. Waiting for all of them pays while they need less than a sync to come back, so
 * it is given half of one. Where that was not enough it isn't tried for a while, and for twice as
 * long after each failure: hundreds of threads that have to be woken come back too slowly, and a
 * client that has nothing more to say doesn't come back. Not thread-safe.
 */
final class Linger {
  private static final int MOST_ROUNDS_WITHOUT = 64;

  private double syncNs;
  private int roundsWithout;
  private int nextPenalty = 1;

  /** Notes how long a sync took. */
  void synced(long elapsedNs) {
    syncNs = syncNs == 0 ? elapsedNs : syncNs + (elapsedNs - syncNs) / 8;
  }

  /** How long to wait in this round; 0 for not at all. */
  long budgetNs() {
    if (roundsWithout > 0) {
      roundsWithout--;
      return 0;
    }
    return (long) (syncNs / 2);
  }

  /** Notes whether all came back in time. */
  void ended(boolean allBack) {
    if (allBack) {
      nextPenalty = 1;
    } else {
      roundsWithout = nextPenalty;
      nextPenalty = Math.min(2 * nextPenalty, MOST_ROUNDS_WITHOUT);
    }
  }
}
