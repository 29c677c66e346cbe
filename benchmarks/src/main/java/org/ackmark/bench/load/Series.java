package org.ackmark.bench.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.jmh.Sideline;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;

/**
 * What happened in each second, taken by a thread of its own. In a long run several seconds share
 * an interval of the histograms, so that memory has a bound; the rate is kept for each second.
 */
final class Series {
  private static final long SECOND_NS = 1_000_000_000;
  private static final long LOOK_NS = 50_000_000; // whether it is to stop
  private static final int MOST_INTERVALS = 300; // two histograms each, of 270 kB

  private final InFlight inFlight;
  private final Ticker ticker;
  private final int secondsPerInterval;
  private final Sideline thread;
  private final List<LatencyInterval> intervals = new ArrayList<>();
  private final List<Double> perSecond = new ArrayList<>();
  private Instant intervalStartedAt = Instant.now();

  /** A series of a window of that length, which begins now. */
  Series(InFlight inFlight, Ticker ticker, long windowNs) {
    this.inFlight = inFlight;
    this.ticker = ticker;
    this.secondsPerInterval = (int) (windowNs / SECOND_NS / MOST_INTERVALS) + 1;
    this.thread = new Sideline("ackmark-series", this::work).start();
  }

  private void work(Sideline self) {
    long lastNs = ticker.nowNs();
    long lastCount = 0;
    while (!self.stopped()) {
      ticker.awaitNs(Math.min(lastNs + SECOND_NS, ticker.nowNs() + LOOK_NS));
      long nowNs = ticker.nowNs();
      if (nowNs < lastNs + SECOND_NS) {
        continue;
      }
      long count = inFlight.acknowledged();
      perSecond.add((count - lastCount) * (double) SECOND_NS / (nowNs - lastNs));
      lastNs = nowNs;
      lastCount = count;
      if (perSecond.size() % secondsPerInterval == 0) {
        take();
      }
    }
  }

  private void take() {
    Instant now = Instant.now();
    add(Timing.SERVICE, now, inFlight.service().take());
    add(Timing.RESPONSE, now, inFlight.response().take());
    intervalStartedAt = now;
  }

  private void add(Timing timing, Instant endedAt, LatencyHistogram times) {
    if (times.count() > 0) {
      intervals.add(new LatencyInterval(timing, intervalStartedAt, endedAt, times));
    }
  }

  /** Ends the series; all that was sent has been acknowledged. */
  void stop() {
    thread.stop();
    take();
    LatencyHistogram givenUp = inFlight.givenUp();
    add(Timing.RESPONSE, Instant.now(), givenUp);
  }

  /** The times by interval; those of records that were given up are among the response times. */
  List<LatencyInterval> intervals() {
    return List.copyOf(intervals);
  }

  /** Acknowledgements per second, for each whole second of the window. */
  List<Double> perSecond(long windowNs) {
    int whole = (int) Math.min(perSecond.size(), windowNs / SECOND_NS);
    return List.copyOf(perSecond.subList(0, whole));
  }
}
