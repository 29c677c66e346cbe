package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.Quantile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A log that stalls for half a second under 10,000 records a second, in fake time. Every 5,000
 * records that fall due meanwhile wait from 500 ms down to nothing; who waits for the log before he
 * sends again sees the stall once.
 */
class StalledLogTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;
  private static final long RATE = 10_000;
  private static final long SERVICE_NS = MS;
  private static final long STALL_AT_NS = 3 * SECOND;
  private static final long STALL_NS = 500 * MS;
  private static final long WINDOW_NS = 10 * SECOND;
  private static final long DUE_IN_STALL = RATE * STALL_NS / SECOND;
  private static final long SEED = 42;

  private final FakeTicker ticker = new FakeTicker();
  private LatencyHistogram service;
  private LatencyHistogram response;

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void shouldCountAStalledAppendForEveryRecordThatWasDueMeanwhile(Arrival arrival)
      throws IOException {
    load(new FakeLog(ticker, SERVICE_NS).stallingAppendAt(STALL_AT_NS, STALL_NS), arrival, 100_000);

    assertSpread(response);
    assertEquals(1, slower(service, 2 * MS), "records that were being sent when it stalled");
    assertEquals(501.0, service.maxNs() / (double) MS, 1);
  }

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void shouldShowAStalledSyncInBothTimesAsLongAsRecordsCanBeSent(Arrival arrival)
      throws IOException {
    load(new FakeLog(ticker, SERVICE_NS).stallingSyncAt(STALL_AT_NS, STALL_NS), arrival, 100_000);

    assertSpread(response);
    assertSpread(service);
  }

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void shouldLoseAStalledSyncFromServiceTimeOnceTheBoundIsReached(Arrival arrival)
      throws IOException {
    int bound = 1000;
    load(new FakeLog(ticker, SERVICE_NS).stallingSyncAt(STALL_AT_NS, STALL_NS), arrival, bound);

    assertSpread(response);
    assertTrue(
        slower(service, 2 * MS) <= bound, () -> slower(service, 2 * MS) + " slow service times");
  }

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void shouldShowNoStallWhereThereIsNone(Arrival arrival) throws IOException {
    load(new FakeLog(ticker, SERVICE_NS), arrival, 100_000);

    assertEquals(0, slower(response, 2 * MS));
  }

  /** The same stall, seen by one who sends the next record when the last is acknowledged. */
  @ParameterizedTest
  @EnumSource(Arrival.class)
  void shouldBeHiddenFromAClosedLoop(Arrival arrival) throws IOException {
    FakeLog log = new FakeLog(ticker, SERVICE_NS).stallingAppendAt(STALL_AT_NS, STALL_NS);
    InFlight inFlight = new InFlight(log, ticker, 100, 1);
    inFlight.begin(WINDOW_NS);
    while (ticker.nowNs() < WINDOW_NS) {
      inFlight.send(ticker.nowNs());
      inFlight.drain();
    }
    LatencyHistogram closed = inFlight.service().take();
    assertTrue(closed.count() > 9_000, "records");
    assertEquals(1, slower(closed, 2 * MS));
    assertEquals(1.0, closed.quantileNs(Quantile.P99).getAsLong() / (double) MS, 0.1);

    load(
        new FakeLog(ticker, SERVICE_NS).stallingAppendAt(ticker.nowNs() + STALL_AT_NS, STALL_NS),
        arrival,
        100_000);
    double p99Ms = response.quantileNs(Quantile.P99).getAsLong() / (double) MS;
    assertEquals(400, p99Ms, 20); // 1 % of 100,000 records are the slowest 1,000 of 5,000
  }

  private void load(FakeLog log, Arrival arrival, int bound) throws IOException {
    InFlight inFlight = new InFlight(log, ticker, 100, bound);
    long startNs = ticker.nowNs();
    inFlight.begin(startNs + WINDOW_NS);
    OpenLoop loop = new OpenLoop(ticker, inFlight);
    loop.run(arrival.at(RATE, SEED), startNs, startNs + WINDOW_NS, SECOND);
    inFlight.drain();
    service = inFlight.service().take();
    response = inFlight.response().take();
    assertEquals(loop.offered(), response.count(), "every record is timed");
    assertEquals(100_000, (double) loop.offered(), 1000);
  }

  /** As many slow ones as were due in the stall, evenly from 500 ms down to nothing. */
  private static void assertSpread(LatencyHistogram times) {
    for (int tenths = 0; tenths < 10; tenths++) {
      long limitNs = SERVICE_NS + MS + STALL_NS * tenths / 10;
      double expected = DUE_IN_STALL * (10 - tenths) / 10.0;
      assertEquals(expected, slower(times, limitNs), 0.06 * DUE_IN_STALL, tenths + " tenths");
    }
    assertEquals(501.0, times.maxNs() / (double) MS, 2);
  }

  private static double slower(LatencyHistogram times, long ns) {
    return times.countAbove(ns);
  }
}
