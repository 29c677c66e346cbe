package org.ackmark.bench.load;

import java.io.IOException;
import org.ackmark.results.latency.LatencyHistogram;

/**
 * Sends records at their intended times. A late sender catches up: what is due is sent at once, as
 * many as there are, and no intended time is ever moved. For one thread, once.
 */
final class OpenLoop {

  /** Where records go. */
  interface Target {

    /** Takes one record; may block, which shifts no intended time. */
    void send(long intendedNs) throws IOException;

    /** Takes note of one that was due and will not be sent, because its time is over. */
    void giveUp(long intendedNs);
  }

  private final Ticker ticker;
  private final Target target;
  private final LatencyHistogram lateness = new LatencyHistogram();
  private long offered;

  OpenLoop(Ticker ticker, Target target) {
    this.ticker = ticker;
    this.target = target;
  }

  /**
   * Sends what is due before {@code endNs}, and returns then, or when the last of it was sent.
   *
   * @param startNs when the load begins, by the ticker
   * @param patienceNs how long after the end what was due is still sent; the rest is given up
   */
  void run(Arrivals arrivals, long startNs, long endNs, long patienceNs) throws IOException {
    long nextNs = startNs + arrivals.nextNs();
    while (nextNs < endNs) {
      long nowNs = ticker.nowNs();
      if (nowNs < nextNs) {
        ticker.awaitNs(nextNs);
      } else if (nowNs < endNs + patienceNs) {
        offered++;
        lateness.record(nowNs - nextNs);
        target.send(nextNs);
        nextNs = startNs + arrivals.nextNs();
      } else {
        offered++;
        target.giveUp(nextNs);
        nextNs = startNs + arrivals.nextNs();
      }
    }
    ticker.awaitNs(endNs);
  }

  /** Records that were due. */
  long offered() {
    return offered;
  }

  /** How late records were taken up, for whatever reason; read when the load has ended. */
  LatencyHistogram lateness() {
    return lateness;
  }
}
