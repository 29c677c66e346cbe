package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.NoSpaceException;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.SnapshotCopies;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replicated log with real threads. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalLogsTest {
  private static final int WRITERS = 8;
  private static final int EACH = 400;

  private static final LogOptions OPTIONS =
      LogOptions.DEFAULTS
          .withTimes(Duration.ofSeconds(30), Duration.ofMillis(50))
          .withBytes(32 << 10, 32 << 10, 16 << 10, 8 << 10);

  private static WalOptions options(Variant variant) {
    return WalOptions.of(variant)
        .withSegmentBytes(64 << 10)
        .withBufferBytes(64 << 10)
        .withPreallocation(Preallocation.APPEND, 0);
  }

  private static Map<NodeId, Disk> disks() {
    Map<NodeId, Disk> disks = new TreeMap<>();
    for (NodeId id : List.of(ATHENS, BYZANTIUM, CYRENE)) {
      disks.put(id, new SimDisk(id.name()));
    }
    return disks;
  }

  private static LocalLogs open(Map<NodeId, Disk> disks, Variant variant, Quorum quorum)
      throws Exception {
    return LocalLogs.open(disks, LogOpener.of(options(variant)), quorum, OPTIONS, 0);
  }

  private static byte[] payload(int writer, int number) {
    return "%d:%d:%s"
        .formatted(writer, number, "x".repeat(number % 200))
        .getBytes(StandardCharsets.UTF_8);
  }

  // One follower is stopped and started over and over: first the one, then the other.
  @ParameterizedTest
  @EnumSource(names = {"SYNC", "GROUP", "GROUP_DIRECT"})
  void shouldAcknowledgeToManyWritersWhileFollowersComeAndGo(Variant variant) throws Exception {
    Map<NodeId, Disk> disks = disks();
    Map<Long, String> acknowledged = new ConcurrentSkipListMap<>();
    try (LocalLogs logs = open(disks, variant, Quorum.majority(3));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> done = new ArrayList<>();
      CountDownLatch writing = new CountDownLatch(WRITERS);
      for (int writer = 0; writer < WRITERS; writer++) {
        done.add(writers.submit(write(logs.log(), writer, acknowledged, writing)));
      }
      int restarts = 0;
      while (writing.getCount() > 0 || restarts < 4) {
        NodeId id = restarts % 2 == 0 ? BYZANTIUM : CYRENE;
        logs.stop(id);
        Thread.sleep(20);
        logs.start(id, disks.get(id), options(variant));
        restarts++;
        awaitCaughtUp(logs, id, logs.log().durableLsn());
      }
      for (Future<Integer> each : done) {
        assertEquals(EACH, each.get());
      }
      assertEquals(WRITERS * EACH, acknowledged.size());
      assertEquals(WRITERS * EACH, logs.log().durableLsn());
      requireHeld(logs.log(), acknowledged);
      awaitCaughtUp(logs, BYZANTIUM, WRITERS * EACH);
      awaitCaughtUp(logs, CYRENE, WRITERS * EACH);
    }
    try (LocalLogs logs = open(disks, variant, Quorum.majority(3))) {
      assertEquals(WRITERS * EACH, logs.log().durableLsn());
      requireHeld(logs.log(), acknowledged);
      assertEquals(SimLogs.contents(logs.log()), SimLogs.contents(logs.follower(CYRENE).log()));
    }
  }

  private static Callable<Integer> write(
      QuorumWal log, int writer, Map<Long, String> acknowledged, CountDownLatch writing) {
    return () -> {
      for (int number = 0; number < EACH; number++) {
        byte[] payload = payload(writer, number);
        long lsn = log.append(ByteBuffer.wrap(payload));
        log.commit(lsn);
        assertTrue(log.durableLsn() >= lsn, "it is not durable");
        acknowledged.put(lsn, new String(payload, StandardCharsets.UTF_8));
      }
      writing.countDown();
      return EACH;
    };
  }

  private static void awaitCaughtUp(LocalLogs logs, NodeId id, long lsn) throws Exception {
    while (logs.follower(id).log().durableLsn() < lsn) {
      Thread.sleep(1); // the time limit of the test ends this
    }
  }

  private static void requireHeld(QuorumWal log, Map<Long, String> acknowledged) {
    Map<Long, String> found = SimLogs.contents(log);
    acknowledged.forEach((lsn, text) -> assertEquals(text, found.get(lsn), "lsn=" + lsn));
  }

  @Test
  void shouldTellListenersInOrderAndOnOneThread() throws Exception {
    try (LocalLogs logs = open(disks(), Variant.GROUP, Quorum.majority(3))) {
      int count = 1000;
      List<Long> told = new ArrayList<>(); // by one thread, read after the latch
      List<Thread> threads = new ArrayList<>();
      AtomicInteger failures = new AtomicInteger();
      CountDownLatch all = new CountDownLatch(count);
      for (int i = 0; i < count; i++) {
        long lsn = logs.log().append(ByteBuffer.wrap(payload(0, i)));
        logs.log()
            .commit(
                lsn,
                (at, failure) -> {
                  told.add(at);
                  threads.add(Thread.currentThread());
                  failures.addAndGet(failure == null ? 0 : 1);
                  all.countDown();
                });
      }
      all.await();
      assertEquals(told.stream().sorted().toList(), told);
      assertEquals(1, threads.stream().distinct().count());
      assertEquals(0, failures.get());
    }
  }

  @Test
  void shouldFailWaitersAndGoOnWhenTheMajorityWasAway() throws Exception {
    Map<NodeId, Disk> disks = disks();
    LogOptions impatient = OPTIONS.withTimes(Duration.ofMillis(300), Duration.ofMillis(50));
    WalOptions options = options(Variant.GROUP);
    try (LocalLogs logs =
        LocalLogs.open(disks, LogOpener.of(options), Quorum.majority(3), impatient, 0)) {
      QuorumWal log = logs.log();
      log.commit(log.append(ByteBuffer.wrap(payload(0, 0))));
      logs.stop(BYZANTIUM);
      logs.stop(CYRENE);
      long lsn = log.append(ByteBuffer.wrap(payload(0, 1)));
      assertThrows(TooFewReplicasException.class, () -> log.commit(lsn));
      logs.start(BYZANTIUM, disks.get(BYZANTIUM), options);
      awaitCaughtUp(logs, BYZANTIUM, lsn);
      log.commit(log.append(ByteBuffer.wrap(payload(0, 2))));
      assertEquals(lsn + 1, log.durableLsn());
    }
  }

  /** Its log has failed for good: that is to be said of it, and not that it is slow. */
  @Test
  void shouldSayOfAFollowerWhatItsDiskSaid() throws Exception {
    Map<NodeId, Disk> disks = disks();
    AtomicBoolean full = new AtomicBoolean();
    disks.put(CYRENE, soonFull(disks.get(CYRENE), full));
    LogOptions impatient = OPTIONS.withTimes(Duration.ofSeconds(1), Duration.ofMillis(50));
    Quorum all = new Quorum(3, 1, 3, Level.SYNCED);
    LogOpener copies = LogOpener.of(options(Variant.GROUP));
    LocalLogs logs = LocalLogs.open(disks, copies, all, impatient, 0);
    try {
      QuorumWal log = logs.log();
      log.commit(log.append(ByteBuffer.wrap(payload(0, 0))));
      full.set(true);
      long lsn = log.append(ByteBuffer.wrap(payload(0, 1)));
      String said = assertThrows(TooFewReplicasException.class, () -> log.commit(lsn)).getMessage();
      assertTrue(said.contains("cyrene: the log has failed: no space left"), said);
    } finally {
      assertThrows(TooFewReplicasException.class, logs::close); // it still lacks the one record
    }
  }

  private static Disk soonFull(Disk disk, AtomicBoolean full) {
    return new ForwardingDisk(disk) {
      @Override
      protected LogFile wrap(LogFile file, String name, FileMethod method) {
        return new ForwardingFile(file) {
          @Override
          public void sync() throws IOException {
            if (full.get()) {
              throw new NoSpaceException("no space left");
            }
            super.sync();
          }
        };
      }
    };
  }

  @Test
  void shouldCarryAStoreAndItsSnapshotsThroughItsLeadersRestart() throws Exception {
    Map<NodeId, Disk> disks = disks();
    LogOpener copies = LogOpener.of(options(Variant.GROUP));
    for (int life = 1; life <= 3; life++) {
      LocalLogs logs = LocalLogs.ofStore();
      LogOpener leader = logs.opener(disks, copies, Quorum.majority(3), OPTIONS);
      try (Closeable _ = logs;
          LogStore store = LogStore.open(disks.get(ATHENS), leader, StoreOptions.DEFAULTS)) {
        assertEquals((life - 1) * 300, store.scan(Bytes.EMPTY, Bytes.EMPTY, 10_000).size());
        for (int i = 0; i < 300; i++) {
          store.put(Bytes.utf8(life + ":" + i), Bytes.utf8("v".repeat(100)));
        }
        assertEquals(300L * life, store.snapshot());
        while (logs.follower(CYRENE).log().firstLsn() <= 300L * life) {
          Thread.sleep(1); // it forgets when it has the snapshot; the time limit ends this
        }
        assertEquals(300L * life, new SnapshotCopies(disks.get(CYRENE)).newestLsn());
      }
    }
  }

  // The ceiling: what the replication itself costs. There is nothing to read back.
  @Test
  void shouldRunOnLogsInMemory() throws Exception {
    try (LocalLogs logs = open(disks(), Variant.MEMORY, new Quorum(3, 2, 2, Level.RECEIVED))) {
      QuorumWal log = logs.log();
      for (int i = 0; i < 1000; i++) {
        log.commit(log.append(ByteBuffer.wrap(payload(0, i))));
      }
      assertEquals(1000, log.appendedLsn());
      assertThrows(IllegalArgumentException.class, () -> log.await(1, Level.WRITTEN));
      assertEquals(0, log.durableLsn());
    }
    Quorum written = new Quorum(3, 2, 2, Level.WRITTEN);
    assertThrows(IllegalArgumentException.class, () -> open(disks(), Variant.MEMORY, written));
  }
}
