package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Hold;
import org.ackmark.wal.Harness.Home;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends one wait, and nothing else: neither the log nor its files. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptTest {
  private static final int INTERRUPTS = 50;

  private final long seed = Harness.seed();
  private final SimDisk sim = new SimDisk("sim");

  static Stream<Variant> withFile() {
    return Harness.withFile();
  }

  static Stream<Arguments> logs() {
    return Harness.logs();
  }

  /** The variants in which a second caller waits for the sync of a first. */
  @ParameterizedTest
  @EnumSource(
      names = {"SYNC", "SYNC_FULL", "GROUP", "GROUP_DIRECT", "MMAP_SYNC", "MMAP_GROUP", "DSYNC"})
  void shouldEndTheWaitOfAnInterruptedCallerAndGoOn(Variant variant) throws Exception {
    Wal wal = Wal.open(sim, Harness.lazy(variant).withGroupsInFlight(1));
    boolean syncs = !variant.fileMethod().syncsOnWrite();
    Hold hold = Hold.of(syncs ? Operation.Kind.SYNC : Operation.Kind.WRITE);
    sim.hook(hold);
    Harness.append(wal, seed, 3, 100);
    Background<Void> syncing = Background.commit(wal, 1);
    hold.awaitArrivals(1);
    Background<Void> interrupted = Background.commit(wal, 3);
    Background<Void> patient = Background.commit(wal, 3);
    interrupted.awaitBlocked();
    patient.awaitBlocked();
    interrupted.thread().interrupt();
    assertInstanceOf(InterruptedException.class, interrupted.failure(), "while the device is busy");
    hold.release();

    syncing.join();
    patient.join();
    wal.commit(Harness.append(wal, seed, 100, 1000));
    Harness.close(wal);
    try (Wal reopened = Wal.open(sim, Harness.small(variant))) {
      assertEquals(103, Harness.replay(reopened, 1).size());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "MMAP_ASYNC"})
  void shouldEndTheWaitAtTheBoundOfTheLag(Variant variant) throws Exception {
    Wal wal = openLagging(variant);
    Hold hold = Hold.of(Operation.Kind.SYNC);
    sim.hook(hold);
    wal.commit(Harness.append(wal, seed, 1, 1000));
    hold.awaitArrivals(1);
    Thread.sleep(5); // what is written is older than the bound now
    Background<Void> waiting = Background.commit(wal, Harness.append(wal, seed, 1, 1000));
    waiting.awaitBlocked();
    waiting.thread().interrupt();

    assertInstanceOf(InterruptedException.class, waiting.failure(), "while the sync goes on");
    hold.release();
    Background.commit(wal, Harness.append(wal, seed, 1, 1000)).join();
    Harness.close(wal);
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "MMAP_ASYNC"})
  void shouldAppendAtTheBoundOfTheLagThoughInterrupted(Variant variant) throws Exception {
    Wal wal = openLagging(variant);
    Hold hold = Hold.of(Operation.Kind.SYNC);
    sim.hook(hold);
    wal.commit(Harness.append(wal, seed, 1, 1000));
    hold.awaitArrivals(1);
    Thread.sleep(5);
    Background<Boolean> appender =
        Background.start(() -> {
          Harness.append(wal, seed, 200, 1000); // more than the buffer holds
          return Thread.interrupted();
        });
    appender.awaitBlocked();
    appender.thread().interrupt();
    Thread.sleep(20);
    hold.release();

    assertTrue(appender.join(), "its interrupt is kept");
    Background.commit(wal, wal.appendedLsn()).join();
    Harness.close(wal);
  }

  private Wal openLagging(Variant variant) throws IOException {
    return Wal.open(sim, Harness.small(variant).withInterval(1_000_000, 1_000_000, 1 << 30));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("logs")
  void shouldLoseNothingWhenCommitsAreInterruptedAgainAndAgain(
      Variant variant, Home home, @TempDir Path directory) throws Exception {
    Disk disk = home.disk(directory, variant);
    Wal wal = Wal.open(disk, Harness.small(variant));
    Map<Long, byte[]> appended = new ConcurrentSkipListMap<>();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger interrupts = new AtomicInteger();
    Background<Long> victim = Background.start(() -> commitUntil(wal, stop, interrupts, appended));
    Background<Long> bystander = Background.start(() -> commitUntil(wal, stop, null, appended));
    for (int i = 0; i < INTERRUPTS; i++) {
      int noticed = interrupts.get();
      victim.thread().interrupt();
      Harness.await("interrupts=" + i, () -> interrupts.get() > noticed || victim.isDone());
    }
    stop.set(true);

    assertTrue(victim.join() > 0);
    assertTrue(bystander.join() > 0);
    wal.commit(wal.appendedLsn());
    Harness.close(wal);
    try (Wal reopened = Wal.open(disk, Harness.small(variant))) {
      Harness.requireSame(appended, Harness.replay(reopened, 1));
    }
  }

  /** Commits record by record, noticing each interrupt either way; returns the last LSN. */
  private long commitUntil(
      Wal wal, AtomicBoolean stop, AtomicInteger interrupts, Map<Long, byte[]> appended)
      throws IOException, InterruptedException {
    long lsn = 0;
    for (long token = interrupts == null ? 0 : 1L << 32; !stop.get(); token++) {
      byte[] record = Harness.bytes(seed, token, 700);
      lsn = wal.append(ByteBuffer.wrap(record));
      assertNull(appended.put(lsn, record));
      boolean interrupted = false;
      try {
        wal.commit(lsn);
      } catch (InterruptedException e) {
        interrupted = true;
        if (interrupts == null) {
          throw e;
        }
      }
      if (interrupts != null && (Thread.interrupted() || interrupted)) {
        interrupts.incrementAndGet();
      }
    }
    return lsn;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("logs")
  void shouldWriteAndRollOnAThreadWhoseInterruptIsPending(
      Variant variant, Home home, @TempDir Path directory) throws Exception {
    Disk disk = home.disk(directory, variant);
    Wal wal = Wal.open(disk, Harness.small(variant));
    Background<Long> appender =
        Background.start(() -> {
          Thread.currentThread().interrupt();
          for (int i = 0; i < 150; i++) { // more than the buffer and than two segments hold
            wal.append(Harness.record(seed, i + 1, 1000));
            assertTrue(Thread.currentThread().isInterrupted(), "its interrupt is kept");
            try {
              wal.commit(i + 1);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          wal.truncateBefore(1);
          return wal.replay(1, (_, _) -> {});
        });
    appender.join();
    Background.commit(wal, wal.appendedLsn()).join();

    assertTrue(wal.counters().rolls() >= 2, "segments were changed");
    Harness.requireAppended(wal, seed, 1, 150, 1000);
    Harness.close(wal);
    try (Wal reopened = Wal.open(disk, Harness.small(variant))) {
      Harness.requireAppended(reopened, seed, 1, 150, 1000);
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldCloseOnAnInterruptedThreadAsOnAnyOther(Variant variant) throws Exception {
    Wal wal = Wal.open(sim, Harness.lazy(variant));
    Harness.append(wal, seed, 20, 1000);
    TreeMap<Long, IOException> told = new TreeMap<>();
    wal.await(20, Level.SYNCED, told::put);
    Background<Boolean> closer =
        Background.start(() -> {
          Thread.currentThread().interrupt();
          wal.close();
          return Thread.interrupted();
        });

    assertTrue(closer.join(), "its interrupt is kept");
    assertTrue(told.containsKey(20L));
    assertNull(told.get(20L));
    assertFalse(sim.list().isEmpty());
    try (Wal reopened = Wal.open(sim, Harness.small(variant))) {
      Harness.requireAppended(reopened, seed, 1, 20, 1000);
    }
  }
}
