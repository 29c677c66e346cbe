package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Hold;
import org.ackmark.wal.Harness.Trace;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.Operation.Kind;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every variant does alike at a crash, a roll, and the edge of a block. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogScenarioTest {
  private static final int LENGTH = 1000;
  private static final int BLOCK_BYTES = 4096;

  private final long seed = Harness.seed();
  private final SimDisk disk = new SimDisk("sim");

  static Stream<Variant> withFile() {
    return Harness.withFile();
  }

  private static boolean ofTheLog(Operation operation, Kind kind) {
    return operation.kind() == kind && operation.name().startsWith("segment-");
  }

  /** Opens what a crash left, checks that it is a prefix, and returns the last LSN of it. */
  private long prefix(SimDisk found, Variant variant) throws Exception {
    try (Wal wal = Wal.open(found, Harness.lazy(variant))) {
      long last = wal.appendedLsn();
      Harness.requireAppended(wal, seed, 1, last, LENGTH);
      return last;
    }
  }

  /** W2: a crash leaves a prefix of the log, and in it all that was acknowledged as synced. */
  @ParameterizedTest
  @MethodSource("withFile")
  void shouldRecoverAPrefixThatHoldsAllThatWasAcknowledgedAsSynced(Variant variant)
      throws Exception {
    Hold syncs = Hold.of(Kind.SYNC);
    Map<CrashClass, List<SimDisk>> found = new EnumMap<>(CrashClass.class);
    try (Wal wal = Wal.open(disk, Harness.lazy(variant).withSegmentBytes(1 << 20))) {
      wal.await(Harness.append(wal, seed, 40, LENGTH), Level.SYNCED);
      disk.hook(syncs);
      Background<Void> written =
          Background.await(wal, Harness.append(wal, seed, 20, LENGTH), Level.WRITTEN);
      Harness.await("the write of the last records", () -> wal.writtenLsn() == 60);
      for (CrashClass crash : CrashClass.values()) {
        found.put(crash, crashes(crash));
      }
      syncs.release();
      written.join();
    }
    requirePrefixes(found.get(CrashClass.PROCESS), variant, 60);
    requirePrefixes(found.get(CrashClass.OS), variant, 40);
    int shortened = requirePrefixes(found.get(CrashClass.POWER), variant, 40);
    assertEquals(!variant.fileMethod().syncsOnWrite(), shortened > 0, "shortened=" + shortened);
  }

  private List<SimDisk> crashes(CrashClass crash) {
    List<SimDisk> found = new ArrayList<>(List.of(disk.crashLosingAll(crash)));
    for (int i = 0; i < 9; i++) {
      found.add(disk.crash(crash, seed + i));
    }
    return found;
  }

  /** How many of them lack some of the 60 records. */
  private int requirePrefixes(List<SimDisk> found, Variant variant, long neededLsn)
      throws Exception {
    int shortened = 0;
    for (SimDisk each : found) {
      long last = prefix(each, variant);
      assertTrue(last >= neededLsn, each + " last=" + last);
      shortened += last < 60 ? 1 : 0;
    }
    return shortened;
  }

  /** W6: after a crash right after a roll no LSN is given twice, and none is left out. */
  @ParameterizedTest
  @MethodSource("withFile")
  void shouldContinueItsLsnsAfterACrashRightAfterARoll(Variant variant) throws Exception {
    Map<CrashClass, SimDisk> crashed = new EnumMap<>(CrashClass.class); // guarded by itself
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong needed = new AtomicLong();
    CountDownLatch rolled = new CountDownLatch(1);
    try (Wal wal = Wal.open(disk, Harness.lazy(variant))) {
      String first = firstSegment();
      disk.hook(operation -> {
        synchronized (crashed) {
          boolean second = ofTheLog(operation, Kind.WRITE) && !operation.name().equals(first);
          if (second && crashed.isEmpty()) { // nothing is in the new segment yet
            needed.set(acknowledged.get());
            for (CrashClass crash : CrashClass.values()) {
              crashed.put(crash, disk.crashLosingAll(crash));
            }
            rolled.countDown();
          }
        }
      });
      while (rolled.getCount() > 0) {
        wal.commit(Harness.append(wal, seed, 1, LENGTH));
        acknowledged.incrementAndGet();
      }
      disk.hook(_ -> {});
    }
    assertEquals(CrashClass.values().length, crashed.size());
    assertTrue(needed.get() > 10, "acknowledged=" + needed);
    for (CrashClass crash : CrashClass.values()) {
      boolean kept = crash == CrashClass.PROCESS || variant.level() == Level.SYNCED;
      requireContinued(crashed.get(crash), variant, kept ? needed.get() : 0);
    }
  }

  private String firstSegment() throws IOException {
    return disk.list().stream()
        .filter(name -> name.startsWith("segment-"))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void requireContinued(SimDisk found, Variant variant, long neededLsn) throws Exception {
    long last = prefix(found, variant);
    assertTrue(last >= neededLsn, found + " last=" + last + " needed=" + neededLsn);
    try (Wal wal = Wal.open(found, Harness.lazy(variant))) {
      wal.commit(Harness.append(wal, seed, 3, LENGTH));
    }
    assertEquals(last + 3, prefix(found, variant), found.toString());
  }

  /** W7: a direct write is padded to whole blocks, and no later one rewrites what was synced. */
  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "DIRECT_UNSYNCED", "GROUP_DIRECT"})
  void shouldPadDirectWritesToWholeBlocksAndWriteEachBlockOnce(Variant variant) throws Exception {
    int[] lengths = {1028, 4095, 1, BLOCK_BYTES - 40, BLOCK_BYTES - 39}; // a header has 40 bytes
    List<Long> blocks = List.of(1L, 2L, 1L, 1L, 2L);
    try (Wal wal = Wal.open(disk, Harness.lazy(variant))) {
      Trace trace = Trace.of(disk);
      for (int length : lengths) {
        wal.commit(wal.append(Harness.record(seed, length, length)));
      }
      List<Operation> writes = trace.of(Kind.WRITE);
      assertEquals(blocks, writes.stream().map(op -> op.lengthBytes() / BLOCK_BYTES).toList());
      Set<Long> written = new HashSet<>();
      for (Operation op : writes) {
        assertEquals(0, op.offset() % BLOCK_BYTES + op.lengthBytes() % BLOCK_BYTES, op.toString());
        for (long at = op.offset(); at < op.offset() + op.lengthBytes(); at += BLOCK_BYTES) {
          assertTrue(written.add(at), op + " writes again at " + at);
        }
      }
    }
    try (Wal wal = Wal.open(disk, Harness.lazy(variant))) {
      List<Integer> found = new ArrayList<>();
      wal.replay(1, (lsn, record) -> found.add(record.remaining()));
      assertEquals(List.of(1028, 4095, 1, BLOCK_BYTES - 40, BLOCK_BYTES - 39), found);
    }
  }

  /** W8: a directory that is missing is made, so that a first start needs no preparation. */
  @Test
  void shouldMakeTheDirectoryThatIsMissing(@TempDir Path parent) throws Exception {
    Path missing = parent.resolve("log");
    for (int opening = 1; opening <= 2; opening++) {
      try (Wal wal = Wal.open(missing, Harness.small(Variant.SYNC))) {
        wal.commit(Harness.append(wal, seed, 1, LENGTH));
        assertEquals(opening, wal.durableLsn());
      }
    }
  }

  /**
   * W8: a segment's name is durable before anything is written to it that could be acknowledged.
   */
  @ParameterizedTest
  @MethodSource("withFile")
  void shouldSyncTheDirectoryBeforeItWritesToANewSegment(Variant variant) throws Exception {
    Set<String> names = new ConcurrentSkipListSet<>();
    Set<String> nameless = new ConcurrentSkipListSet<>();
    disk.hook(operation -> {
      boolean first = ofTheLog(operation, Kind.WRITE) && names.add(operation.name());
      if (first && !disk.crashLosingAll(CrashClass.POWER).list().contains(operation.name())) {
        nameless.add(operation.name());
      }
    });
    try (Wal wal = Wal.open(disk, Harness.lazy(variant))) {
      while (names.size() < 3) {
        wal.commit(Harness.append(wal, seed, 1, LENGTH));
      }
    }
    assertEquals(Set.of(), nameless);
  }
}
