package org.ackmark.results.latency;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.ackmark.results.Latency;

/**
 * A distribution of times in nanoseconds, to 3 digits, from 1 ns to 1 h. A longer time counts as 1
 * h and is counted as clamped too, so that a stalled device shows instead of ending the run. Takes
 * about 270 kB. For one thread; give each thread its own and {@link #add} them.
 */
public final class LatencyHistogram {
  /** The longest time that is told apart: one hour. */
  public static final long LONGEST_NS = 3_600_000_000_000L;

  static final int DIGITS = 3;

  private final Histogram histogram;
  private long clampedCount;

  /** An empty distribution. */
  public LatencyHistogram() {
    this(new Histogram(LONGEST_NS, DIGITS), 0);
  }

  LatencyHistogram(Histogram histogram, long clampedCount) {
    this.histogram = histogram;
    this.clampedCount = clampedCount;
  }

  /** The sum of those. */
  public static LatencyHistogram merged(List<LatencyHistogram> parts) {
    LatencyHistogram sum = new LatencyHistogram();
    parts.forEach(sum::add);
    return sum;
  }

  /** Records one time. */
  public void record(long ns) {
    record(ns, 1);
  }

  /** Records a time that occurred {@code count} times. */
  public void record(long ns, long count) {
    if (ns < 0 || count < 0) {
      throw new IllegalArgumentException("ns=" + ns + " count=" + count + ", must not be negative");
    }
    histogram.recordValueWithCount(Math.min(ns, LONGEST_NS), count);
    clampedCount += ns > LONGEST_NS ? count : 0;
  }

  /** Adds what another holds. */
  public void add(LatencyHistogram other) {
    add(other.histogram, other.clampedCount);
  }

  void add(Histogram other, long clamped) {
    histogram.add(other);
    clampedCount += clamped;
  }

  /** Forgets all. */
  public void reset() {
    histogram.reset();
    clampedCount = 0;
  }

  /** Adds what was read from a file, which may hold greater values than are told apart here. */
  void addRead(AbstractHistogram read) {
    for (HistogramIterationValue value : read.recordedValues()) {
      record(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
    }
  }

  /** How many times were recorded. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** How many of them were longer than that, to 3 digits. */
  public long countAbove(long ns) {
    return count() - histogram.getCountBetweenValues(0, Math.min(ns, LONGEST_NS));
  }

  /** How many of them were longer than one hour. */
  public long clampedCount() {
    return clampedCount;
  }

  /** The longest, to 3 digits; 0 if there is none. */
  public long maxNs() {
    return histogram.getMaxValue();
  }

  /** A quantile; empty if fewer than {@link Quantile#LEAST_EXCEEDANCES} values lie beyond it. */
  public OptionalLong quantileNs(Quantile quantile) {
    return count() < quantile.leastCount()
        ? OptionalLong.empty()
        : OptionalLong.of(histogram.getValueAtPercentile(quantile.percentile()));
  }

  /** The time that this share of all, from 0 to 1, does not exceed; 0 if there is none. */
  public long nsOfShare(double share) {
    return histogram.getValueAtPercentile(100 * share);
  }

  /** The quantiles that there are values enough for, the maximum, and what is missing and why. */
  public Latency latency() {
    return count() == 0
        ? Latency.none()
        : new Latency(
            boxed(Quantile.P50), boxed(Quantile.P99), boxed(Quantile.P999), maxNs(), missing());
  }

  Histogram histogram() {
    return histogram;
  }

  private Long boxed(Quantile quantile) {
    OptionalLong value = quantileNs(quantile);
    return value.isPresent() ? value.getAsLong() : null;
  }

  private String missing() {
    String names =
        Arrays.stream(Quantile.values())
            .filter(quantile -> count() < quantile.leastCount())
            .map(q -> String.format(Locale.ROOT, "%s needs %,d", q.label(), q.leastCount()))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? null : String.format(Locale.ROOT, "%,d values; %s", count(), names);
  }
}
