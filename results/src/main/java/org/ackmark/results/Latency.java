package org.ackmark.results;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Percentiles of a distribution of times, in nanoseconds. A percentile that too few values lie
 * beyond is absent, and {@code percentilesSkipped} says why.
 *
 * @param p50Ns half of the values are no greater
 * @param p99Ns 99 in 100 are no greater
 * @param p999Ns 999 in 1000 are no greater
 * @param maxNs the greatest value
 * @param percentilesSkipped why a percentile is absent; absent if none is
 */
public record Latency(Long p50Ns, Long p99Ns, Long p999Ns, Long maxNs, String percentilesSkipped) {
  private static final Latency NONE = new Latency(null, null, null, null, null);

  /** Checks that the values rise, and that what is absent is explained. */
  public Latency {
    Require.atLeast(0, "p50Ns", p50Ns);
    long[] present = present(p50Ns, p99Ns, p999Ns, maxNs);
    if (!rising(present)) {
      throw new IllegalArgumentException("p50Ns, p99Ns, p999Ns and maxNs must not fall");
    }
    boolean partial = present.length > 0 && present.length < 4;
    if (partial && percentilesSkipped == null) {
      throw new IllegalArgumentException("a percentile is absent and percentilesSkipped too");
    }
  }

  /** No times were taken. */
  public static Latency none() {
    return NONE;
  }

  private static long[] present(Long... values) {
    return Stream.of(values).filter(Objects::nonNull).mapToLong(Long::longValue).toArray();
  }

  private static boolean rising(long[] values) {
    return Arrays.equals(values, LongStream.of(values).sorted().toArray());
  }
}
