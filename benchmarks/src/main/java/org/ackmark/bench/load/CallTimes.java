package org.ackmark.bench.load;

import java.util.List;
import java.util.OptionalLong;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.Quantile;

/** How long calls of one kind took, and when those were that took longest. Thread-safe. */
final class CallTimes {
  /** A call that takes more than so many times the median is a stall. */
  private static final int STALL_FACTOR = 10;

  private static final int MOST_STALLS = 4096;

  private final LatencyHistogram all = new LatencyHistogram();
  private final Longest longest = new Longest(MOST_STALLS);

  synchronized void add(long startNs, long endNs) {
    all.record(endNs - startNs);
    longest.add(startNs, endNs, 0);
  }

  synchronized void clear() {
    all.reset();
    longest.clear();
  }

  /** The calls that stalled; none if there were too few to know what is usual. */
  synchronized List<Span> stalls() {
    OptionalLong medianNs = all.quantileNs(Quantile.P50);
    return medianNs.isEmpty()
        ? List.of()
        : longest.spans().stream()
            .filter(call -> call.lengthNs() > STALL_FACTOR * medianNs.getAsLong())
            .toList();
  }
}
