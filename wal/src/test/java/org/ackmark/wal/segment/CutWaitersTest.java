package org.ackmark.wal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Threads that are in a log while its suffix is cut off. */
class CutWaitersTest {
  private final SimDisk disk = new SimDisk("waiters");
  private SegmentedLog log;

  private SegmentedLog open(Variant variant) throws IOException {
    log = Small.open(disk, variant);
    return log;
  }

  /** Also ends a thread that spins for a record that will never be written. */
  @AfterEach
  void close() {
    Threads.start("close", log::close);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MEMORY", "GROUP_DIRECT"}) // the last: makes all durable before the cut
  void shouldFailListenersAboveTheCut(Variant variant) throws Exception {
    open(variant);
    SortedMap<Long, String> told = new ConcurrentSkipListMap<>();
    CountDownLatch all = new CountDownLatch(6);
    Records.append(log, 'a', 100, 6);
    Threads cut =
        Threads.holdBefore(disk, Operation.Kind.RENAME, "cut", () -> log.truncateAfter(4));
    for (long lsn = 1; lsn <= 6; lsn++) {
      log.await(
          lsn,
          Level.SYNCED,
          (at, failure) -> {
            told.put(at, failure == null ? "ok" : "failed");
            all.countDown();
          });
    }

    cut.release();

    assertNull(cut.outcome());
    Threads.start("listeners", all::await).outcome();
    assertEquals("{1=ok, 2=ok, 3=ok, 4=ok, 5=failed, 6=failed}", told.toString());
    assertWatermarksAt(4);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MEMORY", "GROUP_DIRECT"}) // as above
  void shouldFailAWaiterForARecordThatWasNotWritten(Variant variant) throws Exception {
    open(variant);
    Records.append(log, 'a', 100, 6);

    assertWaiterFails();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MEMORY", "DSYNC", "DIRECT", "GROUP_DIRECT"}) // each write of these is a sync
  void shouldFailAWaiterForARecordThatWasNotSynced(Variant variant) throws Exception {
    open(variant);
    Records.append(log, 'a', 100, 6);
    log.await(6, Level.WRITTEN);

    assertWaiterFails();
  }

  private void assertWaiterFails() throws InterruptedException {
    Threads cut =
        Threads.holdBefore(disk, Operation.Kind.RENAME, "cut", () -> log.truncateAfter(4));
    Threads waiter = Threads.start("waiter", () -> log.await(6, Level.SYNCED)).awaitWaiting();

    cut.release();

    assertNull(cut.outcome());
    assertInstanceOf(IOException.class, waiter.outcome(), "lsn=6 was cut off, not committed");
    assertWatermarksAt(4);
  }

  private void assertWatermarksAt(long lsn) {
    assertEquals(
        "appended=%d written=%d durable=%d".formatted(lsn, lsn, lsn),
        "appended=%d written=%d durable=%d"
            .formatted(log.appendedLsn(), log.writtenLsn(), log.durableLsn()));
  }

  @Test
  void shouldNotCutWhileAGroupIsOnItsWay() throws Exception {
    open(Variant.GROUP_DIRECT);
    Records.append(log, 'a', 100, 6);
    log.commit(6);
    Records.append(log, 'a', 100, 6);
    CountDownLatch read = new CountDownLatch(1);
    Threads reader =
        Threads.start("reader", () -> log.replay(1, (lsn, record) -> await(read))).awaitWaiting();
    Threads cut = Threads.start("cut", () -> log.truncateAfter(4)).awaitWaiting();
    Threads waiter = Threads.holdBefore(disk, Operation.Kind.WRITE, "waiter", () -> log.commit(12));

    read.countDown();
    cut.awaitWaiting();
    waiter.release();

    assertNull(reader.outcome());
    assertNull(cut.outcome());
    waiter.outcome(); // it may have been committed before the cut
    assertWatermarksAt(4);
    assertEquals("1-4a", Records.read(log));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void shouldKeepTheLowWaterMarkOfAnotherThreadThroughACut() throws Exception {
    open(Variant.SYNC);
    Records.appendAndCommit(log, 'a', 20);
    Threads mark =
        Threads.holdBefore(disk, Operation.Kind.WRITE, "mark", () -> log.truncateBefore(10));
    Threads cut = Threads.start("cut", () -> log.truncateAfter(15)).awaitWaiting();

    mark.release();

    assertNull(cut.outcome());
    assertNull(mark.outcome());
    log.close();
    assertEquals("10-15a", Small.reread(disk));
  }
}
