package org.ackmark.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyRecorder;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Wal;

/**
 * The records under way: appended by the sender, timed when the log's completion thread tells of
 * them. There is a bound of how many; at it the sender waits, and what becomes due meanwhile is
 * sent late and timed from when it was due.
 *
 * <p>{@link #send}, {@link #giveUp} and {@link #drain} belong to the sender, {@link #completed} to
 * the completion thread; {@link #acknowledged} may be read by any. Allocates nothing per record.
 */
final class InFlight implements OpenLoop.Target, AckListener {
  private static final long LOOK_NS = 50_000;
  private static final long LONGEST_DRAIN_NS = 60_000_000_000L;
  private static final int MOST_SLOW = 20_000;

  private final Wal log;
  private final Ticker ticker;
  private final ByteBuffer record;
  private final int bound;

  // by the low bits of the LSN: written by the sender before it registers the listener
  private final long[] intendedNs;
  private final long[] sentNs;
  private final int[] inFront;
  private final int mask;

  // the sender's
  private long sent;
  private long blockedSends;
  private long blockedNs;
  private final LatencyHistogram givenUp = new LatencyHistogram();

  // the completion thread's, read by others when nothing is under way
  private final LatencyRecorder service = new LatencyRecorder();
  private final LatencyRecorder response = new LatencyRecorder();
  private final Longest slowest = new Longest(MOST_SLOW);
  private long acknowledgedInTime;

  private volatile long acknowledged; // written by the completion thread alone
  private volatile IOException failure;
  private volatile long endNs;

  /**
   * Nothing is under way yet.
   *
   * @param bound most records under way at a time
   */
  InFlight(Wal log, Ticker ticker, int recordBytes, int bound) {
    this.log = log;
    this.ticker = ticker;
    this.bound = bound;
    byte[] bytes = new byte[recordBytes];
    new SplittableRandom(recordBytes).nextBytes(bytes); // a device that compresses gains nothing
    this.record = ByteBuffer.allocateDirect(recordBytes).put(bytes).flip();
    int slots = Integer.highestOneBit(bound) << 1;
    this.mask = slots - 1;
    this.intendedNs = new long[slots];
    this.sentNs = new long[slots];
    this.inFront = new int[slots];
  }

  /**
   * Forgets all so far; nothing may be under way.
   *
   * @param windowEndNs what is acknowledged after it is timed, but does not count for the rate
   */
  void begin(long windowEndNs) {
    service.take();
    response.take();
    slowest.clear();
    givenUp.reset();
    sent = 0;
    blockedSends = 0;
    blockedNs = 0;
    acknowledgedInTime = 0;
    acknowledged = 0;
    endNs = windowEndNs;
  }

  @Override
  public void send(long intended) throws IOException {
    long front = sent - acknowledged;
    if (front >= bound) {
      awaitRoom();
      front = sent - acknowledged;
    }
    requireSound();
    long nowNs = ticker.nowNs();
    long lsn = log.append(record);
    int slot = (int) lsn & mask;
    intendedNs[slot] = intended;
    sentNs[slot] = nowNs;
    inFront[slot] = (int) front;
    sent++;
    log.commit(lsn, this);
  }

  private void awaitRoom() {
    long startNs = ticker.nowNs();
    while (sent - acknowledged >= bound && failure == null) {
      ticker.awaitNs(ticker.nowNs() + LOOK_NS);
    }
    blockedSends++;
    blockedNs += ticker.nowNs() - startNs;
  }

  @Override
  public void giveUp(long intended) {
    givenUp.record(ticker.nowNs() - intended);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the completion thread alone
  public void completed(long lsn, IOException cause) {
    if (cause == null) {
      time((int) lsn & mask, ticker.nowNs());
    } else if (failure == null) {
      failure = cause;
    }
    acknowledged++;
  }

  private void time(int slot, long nowNs) {
    long intended = intendedNs[slot];
    service.record(nowNs - sentNs[slot]);
    response.record(nowNs - intended);
    slowest.add(intended, nowNs, inFront[slot]);
    if (nowNs <= endNs) {
      acknowledgedInTime++;
    }
  }

  /** Waits until nothing is under way. */
  void drain() throws IOException {
    long deadlineNs = ticker.nowNs() + LONGEST_DRAIN_NS;
    while (acknowledged < sent && ticker.nowNs() < deadlineNs) {
      ticker.awaitNs(ticker.nowNs() + LOOK_NS);
    }
    requireSound();
    if (acknowledged < sent) {
      throw new IOException((sent - acknowledged) + " records were not acknowledged within 60 s");
    }
  }

  private void requireSound() throws IOException {
    if (failure != null) {
      throw new IOException("the log failed: " + failure.getMessage(), failure);
    }
  }

  /** Acknowledged so far. */
  long acknowledged() {
    return acknowledged;
  }

  /** Of those, how many before the window's end. */
  long acknowledgedInTime() {
    return acknowledgedInTime;
  }

  /** How often the sender waited at the bound. */
  long blockedSends() {
    return blockedSends;
  }

  /** How long it waited there, in all. */
  long blockedNs() {
    return blockedNs;
  }

  /** How long those had waited that were not sent any more: less than their response time. */
  LatencyHistogram givenUp() {
    return givenUp;
  }

  LatencyRecorder service() {
    return service;
  }

  LatencyRecorder response() {
    return response;
  }

  /** The slowest, from intended start to acknowledgement, with the number of records in front. */
  Longest slowest() {
    return slowest;
  }
}
