package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many threads on one file: a sync covers what returned before it, and nothing is torn in memory.
 */
@Timeout(60)
class ConcurrencyTest {
  private static final int WRITERS = 6;
  private static final int ROUNDS = 100;

  /** The last round of each writer whose sync has returned. */
  private final AtomicIntegerArray synced = new AtomicIntegerArray(WRITERS);

  @ParameterizedTest
  @EnumSource(FileMethod.class)
  void shouldKeepWhatConcurrentSyncsReturnedFor(FileMethod method) throws Exception {
    SimDisk disk = new SimDisk("d");
    disk.syncDelay(Duration.ofNanos(20_000));
    LogFile file = Native.durableFile(disk, "f", new byte[WRITERS * Native.BLOCK], method);
    CountDownLatch started = new CountDownLatch(1);
    int crashes = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int slot = writer;
        writers.add(
            threads.submit(() -> {
              started.await();
              write(file, slot);
              return null;
            }));
      }
      started.countDown();
      do {
        check(disk, crashes++);
      } while (writers.stream().anyMatch(w -> !w.isDone()));
      for (Future<Void> writer : writers) {
        writer.get();
      }
    }
    check(disk, crashes);
    assertTrue(crashes > 1, "crashes=" + crashes);
    assertEquals(ROUNDS, synced.get(0));
  }

  private void write(LogFile file, int slot) throws IOException {
    for (int round = 1; round <= ROUNDS; round++) {
      Native.write(file, Native.filled(Native.BLOCK, round), (long) slot * Native.BLOCK);
      file.sync();
      synced.set(slot, round);
    }
  }

  private void check(SimDisk disk, int seed) throws IOException {
    int[] before = new int[WRITERS];
    for (int slot = 0; slot < WRITERS; slot++) {
      before[slot] = synced.get(slot);
    }
    SimDisk found =
        seed % 2 == 0 ? disk.crashLosingAll(CrashClass.POWER) : disk.crash(CrashClass.POWER, seed);
    byte[] bytes = found.contents("f");
    for (int at = 0; at < bytes.length; at += 512) {
      int slot = at / Native.BLOCK;
      assertTrue(bytes[at] >= before[slot], found + ": offset=" + at + " went back");
      assertEquals(bytes[at], bytes[at + 511], found + ": a sector in halves");
    }
  }

  @Test
  void shouldNotCoverAWriteThatCameWhileItSynced() throws Exception {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "f", new byte[1024], FileMethod.FDATASYNC);
    Native.write(file, new byte[] {1}, 0);
    disk.syncDelay(Duration.ofMillis(200));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CountDownLatch syncing = new CountDownLatch(1);
      disk.hook(operation -> {
        if (operation.kind() == Operation.Kind.SYNC) {
          syncing.countDown();
        }
      });
      Future<Void> sync =
          threads.submit(() -> {
            file.sync();
            return null;
          });
      syncing.await();
      TimeUnit.MILLISECONDS.sleep(50);
      Native.write(file, new byte[] {2}, 512);
      assertEquals(0, disk.crashLosingAll(CrashClass.POWER).contents("f")[0], "not synced yet");
      sync.get();
    }

    byte[] found = disk.crashLosingAll(CrashClass.POWER).contents("f");
    assertEquals(1, found[0]);
    assertEquals(0, found[512]);
  }

  @Test
  void shouldNotReturnFromASyncBeforeTheOneThatTookItsPagesHas() throws Exception {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "f", new byte[1], FileMethod.MAPPED);
    Native.write(file, new byte[] {1}, 0);
    disk.syncDelay(Duration.ofMillis(100));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Void> first =
          threads.submit(() -> {
            file.sync();
            return null;
          });
      TimeUnit.MILLISECONDS.sleep(30);
      file.sync();
      assertEquals(1, disk.crashLosingAll(CrashClass.POWER).contents("f")[0]);
      first.get();
    }
  }

  @Test
  void shouldKeepNothingOfASyncDuringWhichItDied() throws Exception {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "f", new byte[1], FileMethod.FDATASYNC);
    Native.write(file, new byte[] {1}, 0);
    disk.syncDelay(Duration.ofMillis(100));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Void> sync =
          threads.submit(() -> {
            file.sync();
            return null;
          });
      TimeUnit.MILLISECONDS.sleep(20);
      disk.kill();
      assertTrue(sync.state() != Future.State.SUCCESS);
    }

    assertEquals(0, disk.crashLosingAll(CrashClass.POWER).contents("f")[0]);
  }

  @Test
  void shouldFinishASyncThoughInterruptedAndStayInterrupted() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "f", new byte[1], FileMethod.FDATASYNC);
    disk.syncDelay(Duration.ofMillis(10));
    Thread.currentThread().interrupt();

    Native.write(file, new byte[] {1}, 0);
    file.sync();

    assertTrue(Thread.interrupted());
    assertEquals(1, disk.crashLosingAll(CrashClass.POWER).contents("f")[0]);
  }
}
