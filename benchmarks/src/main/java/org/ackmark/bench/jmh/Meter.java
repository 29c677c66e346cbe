package org.ackmark.bench.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ackmark.bench.replicas.Forecast;
import org.ackmark.bench.replicas.Outage;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;
import org.ackmark.wal.WalCounters;

/**
 * Measures one iteration after another: it opens the gate, closes it once the log has written its
 * bytes, and adds up what the writers and the log have done meanwhile. Only figures between {@link
 * #begin} and {@link #finish} count. Between them the writers may rest and go on any number of
 * times: time, commits and the device's flushes count while they work.
 *
 * <p>It shall not show in what it measures: unless a series is wanted, which is kept interval by
 * interval, an iteration allocates next to nothing here.
 *
 * <p>{@link #open} and {@link #writer} may be called by any thread; the rest by one at a time:
 * JMH's barriers stand between its threads.
 */
final class Meter {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** The meter of this JVM's log; JMH gives its profilers no way to the benchmark's state. */
  private static volatile Meter current;

  private final int recordBytes;
  private final long intervalNs; // 0: no series
  private final LatencyHistogram whole = new LatencyHistogram(); // of an iteration without a series
  private final Supplier<WalCounters> counters;
  private final LongSupplier writtenBytes;
  private final Supplier<OptionalLong> flushCount;
  private final List<Writer> writers = new ArrayList<>(); // guarded by itself

  private volatile boolean open;
  private Iteration iteration; // null between iterations
  private Forecast forecast; // null where there is none
  private Outage outage; // of the iteration; null where nothing happened
  private volatile Measured measured; // of the iteration that has ended; null once taken

  /**
   * A meter without writers.
   *
   * @param intervalNs for which times are kept apart; 0 to keep none apart
   * @param counters exact, which may take a while
   * @param writtenBytes about what they say, at once
   * @param flushCount the device's, where that is known
   */
  Meter(
      int recordBytes,
      long intervalNs,
      Supplier<WalCounters> counters,
      LongSupplier writtenBytes,
      Supplier<OptionalLong> flushCount) {
    this.recordBytes = recordBytes;
    this.intervalNs = intervalNs;
    this.counters = counters;
    this.writtenBytes = writtenBytes;
    this.flushCount = flushCount;
  }

  static Meter current() {
    return current;
  }

  void makeCurrent() {
    current = this;
  }

  /** A new writer, which is measured from now on. */
  Writer writer() {
    synchronized (writers) {
      Writer writer = new Writer(recordBytes, writers.size() + 1);
      writers.add(writer);
      return writer;
    }
  }

  private List<Writer> writers() {
    synchronized (writers) {
      return List.copyOf(writers);
    }
  }

  /** Whether writers are to go on; once false, they rest until the next iteration. */
  boolean open() {
    return open;
  }

  /** Begins an iteration that ends at those bytes. The writers rest, until {@link #open()}. */
  void begin(long maxBytes) {
    writers().forEach(w -> w.recorder().takeInto(whole));
    whole.reset();
    WalCounters before = counters.get();
    long endBytes = writtenBytes.getAsLong() + maxBytes;
    iteration = new Iteration(before, THREADS.getTotalThreadAllocatedBytes(), endBytes);
  }

  /** Lets the writers work, unless the iteration has reached its bytes; they rest. */
  boolean resume() {
    Iteration now = iteration;
    writers().forEach(Writer::begin);
    now.flushesBefore = flushCount.get();
    now.working = true;
    open = now.watch == null || !now.watch.sawEnd();
    if (now.watch == null) {
      now.watch = new Watch(this, now.endBytes, intervalNs);
    }
    return open;
  }

  /** Whether the writers rest only for a while. */
  boolean pausing() {
    Iteration now = iteration;
    return now != null && !now.working;
  }

  /** Ends the work; writers finish what they are at. */
  void close() {
    open = false;
  }

  /** Adds up what was done since {@link #resume}; the writers rest, and the gate is closed. */
  void rested() {
    Iteration now = iteration;
    now.working = false;
    now.stretch = now.stretch.plus(Stretch.of(writers(), System.nanoTime()));
    OptionalLong flushes = since(now.flushesBefore, flushCount.get());
    now.flushes =
        flushes.isPresent() && now.flushes.isPresent()
            ? OptionalLong.of(now.flushes.getAsLong() + flushes.getAsLong())
            : OptionalLong.empty();
  }

  long writtenBytes() {
    return writtenBytes.getAsLong();
  }

  /** The times since the last call, for series; null when there are too many writers for it. */
  void takeInterval(Instant startedAt) {
    LatencyHistogram sum = intervalNs > 0 ? new LatencyHistogram() : whole;
    writers().forEach(w -> w.recorder().takeInto(sum));
    Iteration now = iteration;
    if (now != null && sum.count() > 0) {
      now.intervals.add(new LatencyInterval(Timing.SERVICE, startedAt, Instant.now(), sum));
    }
  }

  int writerCount() {
    synchronized (writers) {
      return writers.size();
    }
  }

  /**
   * Ends the iteration; the writers rest. Before the log is closed: its last sync is nobody's cost.
   */
  void finish() {
    close();
    Iteration ended = iteration;
    if (ended == null) {
      return;
    }
    if (ended.working) {
      rested();
    }
    WalCounters counted = counters.get().since(ended.countersBefore);
    long allocatedByWatch = ended.watch == null ? 0 : ended.watch.stop();
    long allocated = THREADS.getTotalThreadAllocatedBytes() - ended.allocatedBefore;
    measured =
        new Measured(
            ended.stretch,
            counted,
            ended.flushes,
            Math.max(0, allocated - allocatedByWatch),
            ended.watch != null && ended.watch.sawEnd(),
            List.copyOf(ended.intervals),
            forecast,
            outage);
    outage = null;
    iteration = null;
  }

  /** What happened in the iteration. */
  void disturbed(Outage value) {
    outage = value;
  }

  /** What the iterations to come should give. */
  void foreseen(Forecast value) {
    forecast = value;
  }

  /** What the iteration gave that has ended; null when there is none, or it was taken. */
  Measured take() {
    Measured taken = measured;
    measured = null;
    return taken;
  }

  private static OptionalLong since(OptionalLong before, OptionalLong after) {
    return before.isPresent() && after.isPresent()
        ? OptionalLong.of(after.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }

  /** What is known at the beginning, and what comes together. */
  private static final class Iteration {
    final WalCounters countersBefore;
    final long allocatedBefore;
    final List<LatencyInterval> intervals = new ArrayList<>(); // by the watch, then by finish
    final long endBytes;
    Watch watch; // from the first resume
    volatile boolean working;
    OptionalLong flushesBefore = OptionalLong.empty(); // at the last resume
    OptionalLong flushes = OptionalLong.of(0);
    Stretch stretch = Stretch.NONE;

    Iteration(WalCounters countersBefore, long allocatedBefore, long endBytes) {
      this.countersBefore = countersBefore;
      this.allocatedBefore = allocatedBefore;
      this.endBytes = endBytes;
    }
  }
}
