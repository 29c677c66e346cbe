package org.ackmark.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.jmh.Recycler;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Quantile;
import org.ackmark.results.latency.Timing;
import org.ackmark.wal.WalCounters;

/**
 * One load on one log: warms up, waits until nothing is under way, and measures. Blocks for all of
 * it. For one thread, once.
 */
final class Measurement {
  /** How long after the window what was due in it is still sent. */
  static final long PATIENCE_NS = 2_000_000_000;

  private final LoadAssignment assignment;
  private final Ticker ticker = new SystemTicker();
  private final FlushCounter flushes; // null where no kernel tells of all that is synced

  Measurement(LoadAssignment assignment) {
    this.assignment = assignment;
    this.flushes = assignment.hosts() == null ? flushes(assignment) : null;
  }

  private static FlushCounter flushes(LoadAssignment assignment) {
    Path folder = Path.of(assignment.directory());
    return FlushCounter.of(MeasuredDirectory.of(folder, KernelFiles.live())).orElse(null);
  }

  /** Runs it. */
  LoadResult run() throws IOException, InterruptedException {
    try (LoadedLog loaded = LoadedLog.open(assignment, ticker);
        Recycler _ = new Recycler(loaded.log());
        PauseMeter pauses = PauseMeter.start(ticker)) {
      InFlight inFlight =
          new InFlight(loaded.log(), ticker, assignment.recordBytes(), assignment.bound());
      TimerSlack.shorten(); // not before: the log's own threads would inherit it
      warmUp(inFlight);
      return measure(loaded, inFlight, pauses);
    }
  }

  private void warmUp(InFlight inFlight) throws IOException {
    long startNs = ticker.nowNs();
    long endNs = startNs + assignment.warmUpNs();
    inFlight.begin(endNs);
    new OpenLoop(ticker, inFlight).run(arrivals(startNs, assignment.seed() + 1), startNs, endNs, 0);
    inFlight.drain();
  }

  private Arrivals arrivals(long startNs, long seed) {
    return assignment.ratePerSecond() == 0
        ? () -> ticker.nowNs() - startNs
        : assignment.arrival().at(assignment.ratePerSecond(), seed);
  }

  private LoadResult measure(LoadedLog loaded, InFlight inFlight, PauseMeter pauses)
      throws IOException {
    loaded.disk().begin();
    WalCounters before = loaded.counters().get();
    OptionalLong flushesBefore = flushCount();
    long startedAtMs = System.currentTimeMillis();
    long startNs = ticker.nowNs();
    long endNs = startNs + assignment.windowNs();
    inFlight.begin(endNs);
    Series series = new Series(inFlight, ticker, assignment.windowNs());
    OpenLoop loop = new OpenLoop(ticker, inFlight);
    loop.run(arrivals(startNs, assignment.seed()), startNs, endNs, PATIENCE_NS);
    inFlight.drain();
    series.stop();
    WalCounters counted = loaded.counters().get().since(before);
    List<LatencyInterval> intervals = series.intervals();
    writeHistograms(intervals);
    LatencyHistogram service = LatencyInterval.merged(intervals, Timing.SERVICE);
    LatencyHistogram response = LatencyInterval.merged(intervals, Timing.RESPONSE);
    OptionalLong late = loop.lateness().quantileNs(Quantile.P99);
    return new LoadResult(
        null,
        startedAtMs,
        assignment.windowNs(),
        loop.offered(),
        inFlight.acknowledgedInTime(),
        inFlight.acknowledged(),
        inFlight.givenUp().count(),
        service.latency(),
        response.latency(),
        service.clampedCount() + response.clampedCount(),
        late.isPresent() ? late.getAsLong() : null,
        inFlight.blockedSends(),
        inFlight.blockedNs(),
        counted.writes(),
        counted.syncs(),
        counted.writtenBytes(),
        flushesSince(flushesBefore),
        series.perSecond(assignment.windowNs()),
        slow(inFlight.slowest().spans(), response, pauses, loaded.disk()));
  }

  private OptionalLong flushCount() {
    return flushes == null ? OptionalLong.empty() : flushes.read();
  }

  private Long flushesSince(OptionalLong before) {
    OptionalLong after = flushCount();
    return before.isPresent() && after.isPresent() ? after.getAsLong() - before.getAsLong() : null;
  }

  private void writeHistograms(List<LatencyInterval> intervals) {
    if (assignment.runDirectory() != null && !intervals.isEmpty()) {
      RunDirectory.open(Path.of(assignment.runDirectory()))
          .writeHistograms(assignment.histogram(), intervals);
    }
  }

  /** What those waited for that took longer than 99.9 in 100 did. */
  private static SlowCommits slow(
      List<Span> slowest, LatencyHistogram response, PauseMeter pauses, WatchedDisk disk) {
    OptionalLong limitNs = response.quantileNs(Quantile.P999);
    if (limitNs.isEmpty()) {
      return null;
    }
    List<Span> slow =
        slowest.stream().filter(commit -> commit.lengthNs() > limitNs.getAsLong()).toList();
    return new Attribution(pauses.pauses(), disk.rolls(), disk.stalls()).of(slow);
  }
}
