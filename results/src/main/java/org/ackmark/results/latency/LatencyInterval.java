package org.ackmark.results.latency;

import java.time.Instant;
import java.util.List;

/**
 * The times of one kind that ended within one interval. The histogram is not copied: do not record
 * into it any more.
 *
 * @param timing which of the two times
 * @param startedAt begin of the interval, to the millisecond in files
 * @param endedAt end of the interval
 * @param histogram the times
 */
public record LatencyInterval(
    Timing timing, Instant startedAt, Instant endedAt, LatencyHistogram histogram) {

  /** All times of one kind in those intervals, as one distribution. */
  public static LatencyHistogram merged(List<LatencyInterval> intervals, Timing timing) {
    return LatencyHistogram.merged(
        intervals.stream()
            .filter(interval -> interval.timing() == timing)
            .map(LatencyInterval::histogram)
            .toList());
  }
}
