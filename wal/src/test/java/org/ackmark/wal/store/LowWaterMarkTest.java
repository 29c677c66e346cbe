package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/** How much of the log goes, and when. */
class LowWaterMarkTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Bytes KEY = Bytes.utf8("key");

  private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 5); // the clock may wrap around
  private final SimDisk disk = new SimDisk("sim");
  private final Machine variant = Machine.of(disk, Variant.GROUP);
  private Wal log;
  private final Machine machine =
      new Machine(
          disk,
          (d, knownDurableLsn) -> {
            log = variant.opener().open(d, knownDurableLsn);
            return log;
          });

  private LogStore open(LowWaterMark mark) throws IOException {
    return machine.open(StoreOptions.DEFAULTS.withLowWaterMark(mark).withClockNs(nowNs::get));
  }

  private void put(LogStore store, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      store.put(KEY, Bytes.utf8("" + i));
    }
  }

  private void pass(Duration time) {
    nowNs.addAndGet(time.toNanos());
  }

  @Test
  void shouldCleanTheLogRightAfterASnapshot() throws Exception {
    try (LogStore store = open(LowWaterMark.atSnapshot())) {
      put(store, 10);
      store.clean();
      assertEquals(1, log.firstLsn());
      store.snapshot();
      assertEquals(11, log.firstLsn());
      put(store, 5);
      store.clean();
      assertEquals(11, log.firstLsn());
    }
  }

  @Test
  void shouldKeepYoungRecordsThoughASnapshotHoldsThem() throws Exception {
    try (LogStore store = open(LowWaterMark.keeping(HOUR))) {
      put(store, 10);
      store.snapshot();
      assertEquals(1, log.firstLsn());
      pass(HOUR.minusNanos(1));
      put(store, 10);
      store.snapshot();
      assertEquals(1, log.firstLsn());
      pass(Duration.ofNanos(1));
      store.clean();
      assertEquals(11, log.firstLsn());
      pass(HOUR);
      store.clean();
      assertEquals(21, log.firstLsn());
    }
  }

  /** W10: without a durable snapshot nothing is deleted, however old it is. */
  @Test
  void shouldNeverPassTheDurableSnapshotHoweverOldTheRecordsAre() throws Exception {
    try (LogStore store = open(LowWaterMark.keeping(HOUR))) {
      put(store, 10);
      pass(HOUR.multipliedBy(1_000));
      store.clean();
      assertEquals(1, log.firstLsn());
      store.snapshot();
      put(store, 10);
      store.clean();
      pass(HOUR);
      store.clean();
      assertEquals(11, log.firstLsn());
    }
  }

  @Test
  void shouldNotLetAStrategyPassTheSnapshot() throws Exception {
    try (LogStore store = open((snapshotLsn, ages) -> Long.MAX_VALUE)) {
      put(store, 10);
      store.clean();
      assertEquals(1, log.firstLsn());
      store.snapshot();
      assertEquals(11, log.firstLsn());
    }
  }

  @Test
  void shouldCountTheAgeOfWhatWasFoundFromTheOpening() throws Exception {
    try (LogStore store = open(LowWaterMark.keeping(HOUR))) {
      put(store, 10);
      store.snapshot();
    }
    pass(HOUR);
    try (LogStore store = open(LowWaterMark.keeping(HOUR))) {
      store.clean();
      assertEquals(1, log.firstLsn());
      pass(HOUR);
      store.clean();
      assertEquals(11, log.firstLsn());
    }
  }

  @Test
  void shouldFreeTheFilesOfWhatIsBelowTheMark() throws Exception {
    try (LogStore store = open(LowWaterMark.atSnapshot())) {
      put(store, 2_000);
      long before = segments();
      assertTrue(before > 3, "segments=" + before);
      store.snapshot();
      while (segments() > 2) { // the log deletes them on a thread of its own
        Thread.sleep(1);
      }
    }
  }

  private long segments() throws IOException {
    return disk.list().stream().filter(name -> name.startsWith("segment-")).count();
  }

  @Test
  void shouldNeverOverstateAnAgeThoughItsSamplesAreFew() {
    LogAges ages = new LogAges();
    long samples = 10L * LogAges.MAX_SAMPLES;
    for (long i = 1; i <= samples; i++) { // record i is applied at time i
      ages.sample(i, i);
      if (i % 100 == 0) {
        for (long age = 0; age < i; age += 97) {
          assertTrue(ages.lsnOlderThan(age) <= i - age, "age=" + age + " at " + i);
        }
      }
    }
    long resolution = 2 * samples / LogAges.MAX_SAMPLES;
    long found = ages.lsnOlderThan(samples / 2);
    assertTrue(found > samples / 2 - 2 * resolution, "found=" + found);
    assertEquals(0, ages.lsnOlderThan(samples));
  }
}
