package org.ackmark.bench.load;

import java.util.List;
import org.ackmark.bench.jmh.Sideline;

/**
 * Notices when the whole JVM stands still, or the machine takes the processors away: a thread that
 * only sleeps, and sees how late it wakes (G. Tene, jHiccup). Finds collections, safepoints and
 * stolen time alike; a pause shorter than {@link #LEAST_NS} is none.
 */
final class PauseMeter implements AutoCloseable {
  /** Below, a busy machine's scheduler is what is seen. */
  static final long LEAST_NS = 2_000_000;

  /** Five hundred looks a second cost nothing that can be measured. */
  static final long SLEEP_NS = 2_000_000;

  private static final int MOST_PAUSES = 4096;

  private final Ticker ticker;
  private final Longest pauses = new Longest(MOST_PAUSES); // guarded by itself
  private final Sideline thread;

  /** A meter that looks from now on, until it is closed. */
  static PauseMeter start(Ticker ticker) {
    PauseMeter meter = new PauseMeter(ticker);
    meter.thread.start();
    return meter;
  }

  /** A meter that looks only when it is told to. */
  PauseMeter(Ticker ticker) {
    this.ticker = ticker;
    this.thread = new Sideline("ackmark-pauses", this::watch);
  }

  private void watch(Sideline self) {
    while (!self.stopped()) {
      look();
    }
  }

  /** Sleeps once, and notes by how much it was too long. */
  void look() {
    long dueNs = ticker.nowNs() + SLEEP_NS;
    ticker.awaitNs(dueNs);
    long awakeNs = ticker.nowNs();
    if (awakeNs - dueNs >= LEAST_NS) {
      synchronized (pauses) {
        pauses.add(dueNs, awakeNs, 0);
      }
    }
  }

  /** The pauses so far: the longest of them, if they are very many. */
  List<Span> pauses() {
    synchronized (pauses) {
      return pauses.spans();
    }
  }

  @Override
  public void close() {
    thread.stop();
  }
}
