package org.ackmark.quorum.check;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How old the values were that reads returned: what remains to be said where R + W ≤ N promises
 * nothing. The two measures of "Probabilistically bounded staleness" (Bailis et al., VLDB 2012), in
 * O(n log n), counting only what is certain:
 *
 * <ul>
 *   <li>k: a read is k versions behind when k acknowledged writes surely came after the value that
 *       it returned and were complete before it began;
 *   <li>t: how long before the read began the newest acknowledged write had completed. The share of
 *       reads at t that are not behind is how visible writes are after t.
 * </ul>
 *
 * <p>A value surely was there when its write or a read of it had ended. So concurrent writes never
 * make a read stale, and a read that is behind is never linearizable; the converse does not hold.
 * Immutable; any number of threads may use it.
 */
public final class Staleness {
  private final long reads;
  private final long neverWritten;
  private final SortedMap<Integer, Long> readsByVersionsBehind;

  /** Sorted; of the reads that began after an acknowledged write of their key. */
  private final long[] freshSinceNs;

  private final long[] staleSinceNs;

  /** Sorted; of the stale reads. */
  private final long[] outdatedForNs;

  private Staleness(ReadAges ages) {
    reads = ages.reads();
    neverWritten = ages.neverWritten();
    readsByVersionsBehind = new TreeMap<>(ages.readsByVersionsBehind());
    freshSinceNs = ages.freshSinceNs().sorted().toArray();
    staleSinceNs = ages.staleSinceNs().sorted().toArray();
    outdatedForNs = ages.outdatedForNs().sorted().toArray();
  }

  /**
   * Measures the successful reads of a history.
   *
   * @throws IllegalArgumentException when two writes of a key have the same value
   */
  public static Staleness of(History history) {
    ReadAges ages = new ReadAges();
    for (int[] operations : history.indexesByKey()) {
      ages.add(history, operations);
    }
    return new Staleness(ages);
  }

  /** The successful reads that returned nothing or a value that may have been written. */
  public long reads() {
    return reads;
  }

  /** The successful reads of values that nobody wrote; they have no age and count nowhere else. */
  public long neverWritten() {
    return neverWritten;
  }

  /** The reads that were at least one version behind. */
  public long stale() {
    return outdatedForNs.length;
  }

  /** By k, from 0, how many reads were that many versions behind; only what occurred. */
  public SortedMap<Integer, Long> readsByVersionsBehind() {
    return new TreeMap<>(readsByVersionsBehind);
  }

  /** The share of reads at most k versions behind; empty without reads. */
  public OptionalDouble shareWithin(int versions) {
    if (versions < 0) {
      throw new IllegalArgumentException("versions=" + versions);
    }
    long within =
        readsByVersionsBehind.headMap(versions + 1).values().stream().mapToLong(n -> n).sum();
    return share(within, reads);
  }

  /**
   * The share, among the reads that began at least that long after the newest acknowledged write of
   * their key had completed, of those that returned it or a newer or concurrent one; empty when
   * there were none.
   */
  public OptionalDouble visibleAfter(long atLeastNs) {
    long fresh = countFrom(freshSinceNs, atLeastNs);
    return share(fresh, fresh + countFrom(staleSinceNs, atLeastNs));
  }

  /** The longest t at which a read was stale; empty when none was. */
  public OptionalLong longestInvisibleNs() {
    return LongStream.of(staleSinceNs).max();
  }

  /**
   * How long a stale value had been superseded when its read began, since the first acknowledged
   * write that surely came after it completed: that percentile, by nearest rank, of the stale
   * reads; empty when there were none.
   *
   * @param percentile above 0, at most 100
   */
  public OptionalLong outdatedForNs(double percentile) {
    if (!(percentile > 0 && percentile <= 100)) {
      throw new IllegalArgumentException("percentile=" + percentile);
    }
    int rank = (int) Math.ceil(percentile / 100 * outdatedForNs.length);
    return rank == 0 ? OptionalLong.empty() : OptionalLong.of(outdatedForNs[rank - 1]);
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  private static long countFrom(long[] sorted, long bound) {
    return sorted.length - Ranks.below(sorted, bound);
  }

  @Override
  public String toString() {
    return stale() + " of " + reads + " reads stale, by versions behind " + readsByVersionsBehind;
  }
}
