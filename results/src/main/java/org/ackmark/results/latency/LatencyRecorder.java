package org.ackmark.results.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Records times on one thread while another takes what has come together, interval by interval.
 *
 * <p>{@link #record} belongs to one thread and never waits; {@link #take} belongs to one other
 * thread. Takes about 0.8 MB, so a run with hundreds of writers needs heap for them.
 */
public final class LatencyRecorder {
  private final SingleWriterRecorder recorder =
      new SingleWriterRecorder(LatencyHistogram.LONGEST_NS, LatencyHistogram.DIGITS);

  /** Written by the recording thread, taken by the other. */
  private final AtomicLong clamped = new AtomicLong();

  private Histogram recycled; // of the thread that takes

  /** Records one time in nanoseconds; more than one hour counts as one hour, and as clamped. */
  public void record(long ns) {
    if (ns > LatencyHistogram.LONGEST_NS) {
      clamped.incrementAndGet();
    }
    recorder.recordValue(Math.min(ns, LatencyHistogram.LONGEST_NS));
  }

  /** What was recorded since the last call. */
  public LatencyHistogram take() {
    LatencyHistogram taken = new LatencyHistogram();
    takeInto(taken);
    return taken;
  }

  /**
   * Adds to {@code sum} what was recorded since the last call; allocates nothing after the first.
   */
  public void takeInto(LatencyHistogram sum) {
    recycled = recorder.getIntervalHistogram(recycled);
    sum.add(recycled, clamped.getAndSet(0));
  }
}
