package org.ackmark.bench.load;

import java.util.HashMap;
import java.util.Map;
import org.ackmark.bench.run.SegmentStock;
import org.ackmark.wal.Variant;

/** Bytes that a load needs at once in its directory. Pure. */
final class LoadSpace {
  /** The stock of a log whose rates are not known yet. */
  static final long UNKNOWN_BYTES = 1L << 30;

  private static final long MARGIN_BYTES = 64L << 20;

  private LoadSpace() {}

  /** Segments of one size, of single logs or of replicas. */
  private record Stock(boolean replicated, long segmentBytes) {}

  /** The stocks of segments, and the probe. */
  static long bytes(LoadPlan plan, long probeBytes) {
    Map<Stock, Long> stocks = new HashMap<>();
    for (LoadSubject subject : plan.subjects()) {
      if (subject.options().variant() != Variant.MEMORY) {
        long logBytes = RateRunner.stockBytes(subject, mostBytes(plan));
        stocks.merge(
            new Stock(subject.replication().isPresent(), subject.options().segmentBytes()),
            subject.replicasHere() * SegmentStock.bytes(subject.options(), logBytes),
            Math::max);
      }
    }
    return stocks.values().stream().mapToLong(Long::longValue).sum() + probeBytes + MARGIN_BYTES;
  }

  private static long mostBytes(LoadPlan plan) {
    LoadOptions options = plan.options();
    double seconds = (options.windowNs() + options.warmUpNs()) / 1e9;
    long most = options.ratesPerSecond().stream().mapToLong(Long::longValue).max().orElse(0);
    return most == 0 ? UNKNOWN_BYTES : plan.logBytes(most * seconds);
  }
}
