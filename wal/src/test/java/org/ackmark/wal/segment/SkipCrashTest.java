package org.ackmark.wal.segment;

import static org.ackmark.wal.segment.Records.run;
import static org.ackmark.wal.segment.Records.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that drops all it holds and goes on further up: as it was, or empty, never between. */
class SkipCrashTest {
  private static final int RECORDS = 14;

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "GROUP", "GROUP_DIRECT", "ASYNC", "MMAP_SYNC", "BUFFERED"})
  void shouldBeAsItWasOrEmptyAfterACrashDuringTheSkip(Variant variant) throws Exception {
    long seed = Seed.next(SkipCrashTest.class);
    int states = 0;
    for (long lsn : new long[] {1, 9, RECORDS + 1, 100}) { // also into what it holds
      Preallocation preallocation =
          lsn % 2 == 0 ? Preallocation.ZERO_FILLED : Preallocation.RECYCLED;
      WalOptions options = Small.options(variant).withPreallocation(preallocation, 2);
      SimDisk disk = new SimDisk(variant + " " + preallocation + " skips to " + lsn);
      try (SegmentedLog log = filledLog(disk, options)) {
        Crashes crashes = new Crashes(disk, Seed.mix(seed, lsn), 1);
        for (Crashes.State state : crashes.during(() -> log.skipTo(lsn))) {
          assertWholeOrEmpty(state, lsn);
          states++;
        }
        assertTrue(crashes.points() >= 5, "points=" + crashes.points());
        assertEquals(lsn, log.firstLsn());
        assertEquals(lsn - 1, log.appendedLsn());
        assertEquals(lsn - 1, log.durableLsn());
        assertEquals("", Small.reread(disk.crash(CrashClass.POWER, seed)));
      }
    }
    System.out.println(variant + ": crash states of a skip=" + states);
    assertTrue(states > 100, "states=" + states);
  }

  private static SegmentedLog filledLog(SimDisk disk, WalOptions options) throws Exception {
    try (SegmentedLog log = SegmentedLog.open(disk, options)) {
      Records.appendAndCommit(log, 'a', RECORDS);
    }
    return SegmentedLog.open(disk, options);
  }

  private static void assertWholeOrEmpty(Crashes.State state, long lsn) throws Exception {
    SimDisk disk = state.disk();
    try (SegmentedLog log = SegmentedLog.open(disk, Small.unfilled(Variant.SYNC))) {
      String found = Records.read(log);
      boolean whole = found.equals(run(1, RECORDS, 'a'));
      assertTrue(whole || found.isEmpty(), found + " " + state);
      assertEquals(whole ? RECORDS : lsn - 1, log.appendedLsn(), state.toString());
      assertEquals(found, Small.reread(disk.crashLosingAll(CrashClass.POWER)), "lost " + state);
      long next = log.appendedLsn() + 1;
      log.commit(Records.append(log, 'b', 100));
      String expected = runs(found, run(next, next, 'b'));
      assertEquals(expected, Records.read(log), state.toString());
      SimDisk later = disk.crashLosingAll(CrashClass.POWER); // what nobody synced comes back
      assertEquals(expected, Small.reread(later), "dropped records came back: " + state);
    }
  }

  // The skip keeps LSNs that it does not hold: nothing may ask for them afterwards.
  @Test
  void shouldGoOnAfterASkipThroughRollsMarksCutsAndOpenings() throws Exception {
    SimDisk disk = new SimDisk("life after a skip");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', RECORDS);
      log.skipTo(101);
      Records.appendAndCommit(log, 'b', 9); // over two rolls
      assertEquals(run(101, 109, 'b'), Small.reread(disk.crashLosingAll(CrashClass.POWER)));
      log.truncateBefore(105);
      log.truncateAfter(107);
      Records.appendAndCommit(log, 'c', 1);
    }
    assertEquals("105-107b 108-108c", Small.reread(disk));
    try (SegmentedLog log = Small.open(disk)) {
      log.skipTo(500);
      log.skipTo(1000);
      Records.appendAndCommit(log, 'd', 2);
    }
    assertEquals("1000-1001d", Small.reread(disk.crashLosingAll(CrashClass.POWER)));
    assertEquals("1000-1001d", Small.reread(disk));
  }

  @Test
  void shouldRefuseToGoBelowItsLowWaterMark() throws Exception {
    SimDisk disk = new SimDisk("below");
    List<Long> visited = new ArrayList<>();
    try (SegmentedLog log = Small.open(disk, Variant.BUFFERED)) {
      Records.appendAndCommit(log, 'a', 3);
      log.skipTo(50);

      assertThrows(IllegalArgumentException.class, () -> log.skipTo(49));
      assertEquals(49, log.replay(50, (lsn, record) -> visited.add(lsn)));
      assertEquals(3, log.counters().appends(), "a skip takes no append back");
    }
    assertEquals(List.of(), visited);
  }

  // Under this variant nothing is synced unless asked: the listener still waits when its record
  // goes.
  @Test
  void shouldFailTheListenersOfWhatItDrops() throws Exception {
    SimDisk disk = new SimDisk("listeners");
    CompletableFuture<IOException> told = new CompletableFuture<>();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    try (SegmentedLog log = Small.open(disk, Variant.ASYNC)) {
      log.commit(
          Records.append(log, 'a', 100),
          (lsn, failure) -> {
            entered.countDown();
            awaitQuietly(held);
          });
      assertTrue(entered.await(30, TimeUnit.SECONDS)); // else it may be told with the next one
      log.commit(Records.append(log, 'a', 100)); // the completion thread is held in the first
      log.commit(2, (lsn, failure) -> told.complete(failure));
      log.skipTo(50);
      held.countDown();

      assertTrue(told.get(30, TimeUnit.SECONDS).getMessage().contains("cut"));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
