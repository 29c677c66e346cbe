package org.ackmark.quorum.predict;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How long one thing took each time that it was seen, in nanoseconds. Immutable. */
public final class Times {
  private final long[] ascendingNs;

  private Times(long[] ascendingNs) {
    this.ascendingNs = ascendingNs;
  }

  /**
   * Those times, in any order.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Times of(long... ns) {
    if (ns.length == 0) {
      throw new IllegalArgumentException("times=0");
    }
    return new Times(Arrays.stream(ns).sorted().toArray());
  }

  /** How many there are. */
  public int count() {
    return ascendingNs.length;
  }

  /** The one that has so many below it, from 0. */
  public long at(int rank) {
    return ascendingNs[rank];
  }

  /** The share of them that are no longer than that. */
  double shareWithin(long timeNs) {
    int low = 0;
    int high = ascendingNs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascendingNs[middle] <= timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / ascendingNs.length;
  }

  /** One of them, each as likely. */
  long draw(SplittableRandom random) {
    return ascendingNs[random.nextInt(ascendingNs.length)];
  }

  /** Two things one after the other that know nothing of each other: so many sums of draws. */
  public Times plus(Times next, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] sums = new long[draws];
    Arrays.setAll(sums, _ -> draw(random) + next.draw(random));
    return of(sums);
  }
}
