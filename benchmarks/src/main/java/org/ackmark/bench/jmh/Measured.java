package org.ackmark.bench.jmh;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ackmark.bench.replicas.Forecast;
import org.ackmark.bench.replicas.Outage;
import org.ackmark.results.Latency;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;
import org.ackmark.wal.WalCounters;

/**
 * What an iteration gave.
 *
 * @param forecast what it should have given; null where there is none
 * @param outage what happened to a replica; null when nothing did
 */
record Measured(
    Stretch stretch,
    WalCounters counters,
    OptionalLong deviceFlushes,
    long allocatedBytes,
    boolean endedAtBytes,
    List<LatencyInterval> intervals,
    Forecast forecast,
    Outage outage) {

  /** All of it as named numbers; what is not known is absent. */
  Map<Figure, Double> figures() {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    putStretch(figures);
    putCosts(figures);
    deviceFlushes.ifPresent(count -> figures.put(Figure.DEVICE_FLUSHES, (double) count));
    Latency latency = LatencyInterval.merged(intervals, Timing.SERVICE).latency();
    put(figures, Figure.P50_NS, latency.p50Ns());
    put(figures, Figure.P99_NS, latency.p99Ns());
    put(figures, Figure.P999_NS, latency.p999Ns());
    put(figures, Figure.MAX_NS, latency.maxNs());
    putReplicated(figures);
    return figures;
  }

  private void putStretch(Map<Figure, Double> figures) {
    long agoNs = System.nanoTime() - stretch.startNs();
    put(figures, Figure.STARTED_AT_MS, System.currentTimeMillis() - agoNs / 1_000_000);
    put(figures, Figure.COMMITS, stretch.commits());
    put(figures, Figure.OPERATIONS, stretch.operations());
    put(figures, Figure.ACTIVE_NS, stretch.activeNs());
    put(figures, Figure.ENDED_AT_BYTES, endedAtBytes ? 1L : 0L);
  }

  private void putCosts(Map<Figure, Double> figures) {
    put(figures, Figure.WRITES, counters.writes());
    put(figures, Figure.SYNCS, counters.syncs());
    put(figures, Figure.WRITTEN_BYTES, counters.writtenBytes());
    put(figures, Figure.ALLOCATED_BYTES, allocatedBytes);
    double commits = stretch.commits();
    if (commits > 0) {
      figures.put(Figure.WRITES_PER_COMMIT, counters.writes() / commits);
      figures.put(Figure.SYNCS_PER_COMMIT, counters.syncs() / commits);
      figures.put(Figure.BYTES_PER_COMMIT, counters.writtenBytes() / commits);
      figures.put(Figure.ALLOCATED_BYTES_PER_COMMIT, allocatedBytes / commits);
    }
  }

  private void putReplicated(Map<Figure, Double> figures) {
    if (forecast != null) {
      put(figures, Figure.PREDICTED_P50_NS, forecast.p50Ns());
      put(figures, Figure.PREDICTED_P99_NS, forecast.p99Ns());
      put(figures, Figure.NETWORK_P50_NS, forecast.networkP50Ns());
      put(figures, Figure.SYNC_P50_NS, forecast.syncP50Ns());
    }
    if (outage != null) {
      outage.faultAtNs().ifPresent(ns -> put(figures, Figure.FAULT_AT_NS, ns));
      outage.backAtNs().ifPresent(ns -> put(figures, Figure.BACK_AT_NS, ns));
    }
  }

  private static void put(Map<Figure, Double> figures, Figure figure, Long value) {
    if (value != null) {
      figures.put(figure, value.doubleValue());
    }
  }
}
