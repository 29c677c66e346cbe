package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Hold;
import org.ackmark.wal.Harness.Home;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.LogLockedException;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How a log ends: what it refuses then, what it still does, and whom it lets in. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WalCloseTest {
  private static final int ROUNDS = 10;

  private final long seed = Harness.seed();

  static Stream<Variant> withFile() {
    return Harness.withFile();
  }

  static Stream<Arguments> logs() {
    return Harness.logs();
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void shouldRefuseUseAfterClose(Variant variant) throws Exception {
    Wal wal = Wal.open(new SimDisk("sim"), Harness.small(variant));
    long last = Harness.append(wal, seed, 3, 100);
    wal.commit(2);
    wal.close();
    wal.close();

    assertThrows(WalClosedException.class, () -> wal.append(Harness.record(seed, 4, 100)));
    assertThrows(WalClosedException.class, () -> wal.commit(last, (_, _) -> {}));
    assertThrows(WalClosedException.class, () -> wal.truncateBefore(2));
    if (variant != Variant.MEMORY) {
      assertThrows(WalClosedException.class, () -> wal.truncateAfter(2));
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void shouldRefuseToWaitAndToReplayAfterClose(Variant variant) throws Exception {
    Wal wal = Wal.open(new SimDisk("sim"), Harness.small(variant));
    long last = Harness.append(wal, seed, 3, 100);
    wal.close();

    assertThrows(WalClosedException.class, () -> wal.commit(last));
    assertThrows(WalClosedException.class, () -> wal.await(1, Level.RECEIVED));
    assertThrows(WalClosedException.class, () -> wal.replay(1, (_, _) -> {}));
    assertEquals(last, wal.appendedLsn(), "watermarks can still be read");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("logs")
  void shouldBeOpenOnceAtATime(Variant variant, Home home, @TempDir Path directory)
      throws Exception {
    Disk disk = home.disk(directory, variant);
    try (Wal wal = Wal.open(disk, Harness.small(variant))) {
      for (int i = 0; i < 3; i++) {
        assertThrows(LogLockedException.class, () -> Wal.open(disk, Harness.small(variant)));
      }
      wal.commit(Harness.append(wal, seed, 3, 100));
    }
    try (Wal wal = Wal.open(disk, Harness.small(variant))) {
      Harness.requireAppended(wal, seed, 1, 3, 100);
    }
  }

  @Test
  void shouldStayLockedForOtherProcessesWhenThisOneIsRefused(@TempDir Path directory)
      throws Exception {
    try (Wal wal = Wal.open(new PosixDisk(directory), Harness.small(Variant.GROUP))) {
      wal.commit(Harness.append(wal, seed, 1, 100));
      assertEquals(1, kernelLocks(directory), "the control");
      assertThrows(
          LogLockedException.class,
          () -> Wal.open(new PosixDisk(directory), Harness.small(Variant.GROUP)));

      assertEquals(1, kernelLocks(directory), "closing any descriptor of a file frees its locks");
    }
    assertEquals(0, kernelLocks(directory));
  }

  /** How many locks the kernel holds on the log's lock file. */
  private static long kernelLocks(Path directory) throws IOException {
    Object inode = Files.getAttribute(directory.resolve(PosixDisk.LOCK_NAME), "unix:ino");
    try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
      return locks.filter(line -> line.contains(":" + inode + " ")).count();
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldEndEveryCallerThatRacesWithClose(Variant variant) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
      SimDisk disk = new SimDisk("sim");
      Wal wal = Wal.open(disk, Harness.small(variant));
      List<Background<Void>> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        writers.add(Background.start(() -> commitUntilClosed(wal, acknowledged)));
      }
      int enough = 1 + 5 * round;
      Harness.await("acknowledged records", () -> acknowledged.size() >= enough);
      Harness.close(wal);
      for (Background<Void> writer : writers) {
        Exception failure = writer.failure();
        if (!(failure instanceof WalClosedException)) {
          throw new AssertionError("not told that the log is closed", failure);
        }
      }

      try (Wal reopened = Wal.open(disk, Harness.small(variant))) {
        assertEquals(wal.appendedLsn(), reopened.appendedLsn(), "close takes all that has an LSN");
        Set<Long> missing = new TreeSet<>(acknowledged);
        missing.removeAll(Harness.replay(reopened, 1).keySet());
        assertEquals(Set.of(), missing);
      }
    }
  }

  private Void commitUntilClosed(Wal wal, Set<Long> acknowledged) throws Exception {
    for (int i = 0; ; i++) {
      long lsn = wal.append(Harness.record(seed, i, 200));
      wal.commit(lsn);
      acknowledged.add(lsn);
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldWriteNothingAfterItIsClosed(Variant variant) throws Exception {
    SimDisk disk = new SimDisk("sim");
    Wal wal = Wal.open(disk, Harness.lazy(variant));
    Hold hold = Hold.of(Operation.Kind.WRITE);
    disk.hook(hold);
    Harness.append(wal, seed, 1, 100);
    Background<Void> first = Background.commit(wal, 1);
    hold.awaitArrivals(1);
    List<Background<Void>> more = new ArrayList<>();
    for (int i = 0; i < 6; i++) { // each waits behind the write
      more.add(Background.commit(wal, Harness.append(wal, seed, 1, 100)));
      more.getLast().awaitBlocked();
    }
    Background<Void> closer = Harness.closing(wal);
    closer.awaitBlocked();
    hold.release();
    closer.join();
    first.join();
    Background.joinAll(more); // close makes everything durable

    try (Wal reopened = Wal.open(disk, Harness.small(variant))) {
      Harness.requireAppended(reopened, seed, 1, 7, 100);
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldReleaseEverythingWhenTheSealFails(Variant variant) throws Exception {
    SimDisk disk = new SimDisk("sim");
    Wal wal = Wal.open(disk, Harness.lazy(variant));
    wal.await(Harness.append(wal, seed, 5, 100), Level.SYNCED);
    Harness.append(wal, seed, 1, 100);
    List<IOException> told = new ArrayList<>();
    Harness.await("the next segment", () -> count(disk, "segment-") == 2);
    disk.faults().failFrom(Operation.Kind.WRITE, 1);
    wal.await(6, Level.SYNCED, (_, failure) -> told.add(failure));

    Exception failure = Harness.closing(wal).failure();
    assertTrue(failure == null || failure instanceof WalFailedException, () -> "" + failure);
    assertEquals(1, told.size());
    assertInstanceOf(WalFailedException.class, told.getFirst());
    wal.close();
    assertThrows(WalClosedException.class, () -> wal.commit(5));
    disk.faults().clear();
    try (Wal reopened = Wal.open(disk, Harness.small(variant))) {
      long last = reopened.appendedLsn(); // what a failed write leaves is not known
      assertTrue(last == 5 || last == 6, () -> "lastLsn=" + last);
      Harness.requireAppended(reopened, seed, 1, last, 100);
    }
  }

  private static long count(SimDisk disk, String prefix) {
    try {
      return disk.list().stream().filter(name -> name.startsWith(prefix)).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldLeaveNeitherThreadNorLockWhenItCanNotOpen(Variant variant) throws Exception {
    SimDisk disk = new SimDisk("sim");
    WalOptions options = Harness.small(variant).withPreallocation(Preallocation.ZERO_FILLED, 0);
    Wal.open(disk, options).close();
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    AtomicBoolean named = new AtomicBoolean(); // the new epoch's segment
    disk.hook(op -> {
      named.compareAndSet(false, op.kind() == Operation.Kind.SYNC_DIRECTORY);
      if (named.get() && op.kind() == Operation.Kind.OPEN) {
        throw new IOException("refused");
      }
    });

    assertThrows(IOException.class, () -> Wal.open(disk, options));
    Harness.await(
        "threads are left",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("ackmark-") && !before.contains(t)));
    disk.hook(_ -> {});
    Wal.open(disk, options).close();
  }
}
