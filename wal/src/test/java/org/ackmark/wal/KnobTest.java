package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Hold;
import org.ackmark.wal.Harness.Home;
import org.ackmark.wal.Harness.Trace;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.Operation.Kind;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each knob, and each variant, must show in what the kernel is asked for. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KnobTest {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final int ENTRY_BYTES = 40 + 1000;

  private final long seed = Harness.seed();
  private final SimDisk disk = new SimDisk("sim");
  private Wal wal;

  static Stream<Variant> withFile() {
    return Harness.withFile();
  }

  @AfterEach
  void close() throws Exception {
    disk.hook(_ -> {});
    if (wal != null) {
      Harness.close(wal);
    }
  }

  /** Opens, and waits until the next segment is ready: the disk is quiet then. */
  private void open(WalOptions options) throws Exception {
    wal = Wal.open(disk, options);
    Harness.await("the next segment", () -> segmentNames().size() == 2);
  }

  private List<String> segmentNames() {
    try {
      return disk.list().stream().filter(n -> n.startsWith("segment-")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void commitOneByOne(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      wal.commit(Harness.append(wal, seed, 1, 1000));
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldAskForWhatTheVariantSays(Variant variant) throws Exception {
    open(Harness.lazy(variant));
    Trace trace = Trace.of(disk);
    commitOneByOne(10);

    int syncs = variant.level() == Level.SYNCED && !variant.fileMethod().syncsOnWrite() ? 10 : 0;
    assertEquals(10, trace.count(Kind.WRITE));
    assertEquals(syncs, trace.count(Kind.SYNC));
    trace.all().forEach(op -> assertEquals(variant.fileMethod(), op.method()));
    assertEquals(10, wal.counters().appends());
    assertEquals(10, wal.counters().writes());
    assertEquals(variant.fileMethod().syncsOnWrite() ? 10 : syncs, wal.counters().syncs());
    long bytes = trace.of(Kind.WRITE).stream().mapToLong(Operation::lengthBytes).sum();
    assertEquals(bytes, wal.counters().writtenBytes());
    assertEquals(10L * (variant.fileMethod().direct() ? 4096 : ENTRY_BYTES), bytes);
    long blocks = trace.of(Kind.WRITE).stream().map(op -> op.offset() / 4096).distinct().count();
    assertEquals(variant.fileMethod().direct() ? 10 : 3, blocks);
    if (variant.fileMethod() == FileMethod.MAPPED) {
      trace.of(Kind.SYNC).forEach(op -> assertTrue(op.lengthBytes() <= 2 * 4096, op.toString()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "SYNC_FULL", "DSYNC", "DIRECT", "MMAP_SYNC"})
  void shouldLetNobodyRideAlongWhenEachCommitSyncs(Variant variant) throws Exception {
    open(Harness.lazy(variant));
    Hold hold = Hold.of(Kind.WRITE);
    Trace trace = Trace.of(disk, hold);
    List<Background<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      commits.add(Background.commit(wal, Harness.append(wal, seed, 1, 1000)));
      commits.getLast().awaitBlocked();
    }
    hold.release();
    Background.joinAll(commits);

    assertEquals(8, trace.count(variant.fileMethod().syncsOnWrite() ? Kind.WRITE : Kind.SYNC));
  }

  @ParameterizedTest
  @EnumSource(names = {"GROUP", "GROUP_DIRECT", "MMAP_GROUP"})
  void shouldServeAllWhoWaitWithOneSync(Variant variant) throws Exception {
    open(Harness.lazy(variant).withGroupsInFlight(1));
    Hold hold = Hold.of(variant.fileMethod().syncsOnWrite() ? Kind.WRITE : Kind.SYNC);
    Trace trace = Trace.of(disk, hold);
    List<Background<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      commits.add(Background.commit(wal, Harness.append(wal, seed, 1, 1000)));
      commits.getLast().awaitBlocked();
    }
    hold.release();
    Background.joinAll(commits);

    assertTrue(wal.counters().syncs() <= 3, () -> "syncs=" + wal.counters().syncs());
    assertTrue(trace.count(Kind.WRITE) <= 3, () -> "writes=" + trace.count(Kind.WRITE));
  }

  @ParameterizedTest
  @EnumSource(names = {"GROUP", "MMAP_GROUP", "GROUP_DIRECT"})
  void shouldPutNoMoreIntoAGroupThanItsCap(Variant variant) throws Exception {
    open(Harness.lazy(variant).withGroup(8 << 10, 0, 5).withGroupsInFlight(1));
    Trace trace = Trace.of(disk);
    disk.syncDelay(Duration.ofMillis(2));
    List<Background<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 40; i++) { // a listener makes the log's own thread lead
      wal.commit(Harness.append(wal, seed, 1, 1000), (_, _) -> {});
      commits.add(Background.commit(wal, i + 1));
    }
    Background.joinAll(commits);

    long inGroup = 0;
    for (Operation op : trace.all()) {
      boolean write = op.kind() == Kind.WRITE;
      inGroup = write && !variant.fileMethod().syncsOnWrite() ? inGroup + op.lengthBytes() : 0;
      long bytes = write ? Math.max(inGroup, op.lengthBytes()) : 0;
      assertTrue(bytes <= 8 << 10, () -> "group of bytes=" + bytes);
    }
    assertTrue(wal.counters().syncs() >= 40 * ENTRY_BYTES / (8 << 10), "it took many groups");
  }

  @ParameterizedTest
  @EnumSource(names = {"GROUP", "MMAP_GROUP"})
  void shouldWaitForMoreCommitsOnceEnoughWait(Variant variant) throws Exception {
    open(Harness.lazy(variant).withGroup(32 << 10, 1_000_000_000L, 3));
    Hold hold = Hold.of(Kind.SYNC);
    Trace trace = Trace.of(disk, hold);
    List<Background<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      commits.add(Background.commit(wal, Harness.append(wal, seed, 1, 500)));
      commits.getLast().awaitBlocked();
      if (i == 9) {
        hold.release();
        commits.getFirst().join(); // the others' group delays now
      }
    }
    Background.joinAll(commits);

    assertEquals(2, trace.count(Kind.SYNC), "those who came during the delay are in the group");
  }

  @ParameterizedTest
  @EnumSource(names = {"GROUP", "MMAP_GROUP"})
  void shouldNotDelayAGroupForFewerCommitsThanSiblings(Variant variant) throws Exception {
    open(Harness.lazy(variant).withGroup(32 << 10, HOUR_NS, 5));
    Hold hold = Hold.of(Kind.SYNC);
    disk.hook(hold);
    Background<Void> first = Background.commit(wal, Harness.append(wal, seed, 1, 100));
    hold.awaitArrivals(1);
    Background<Void> second = Background.commit(wal, Harness.append(wal, seed, 10, 100));
    second.awaitBlocked();
    hold.release();

    first.join();
    second.join();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void shouldHaveSoManyGroupsInFlight(int groups) throws Exception {
    open(Harness.lazy(Variant.GROUP_DIRECT).withGroupsInFlight(groups));
    Hold hold = Hold.of(Kind.WRITE);
    disk.hook(hold);
    List<Background<Void>> commits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      commits.add(Background.commit(wal, Harness.append(wal, seed, 1, 100)));
      commits.getLast().awaitBlocked();
    }
    hold.awaitArrivals(groups);
    Thread.sleep(50);
    assertEquals(0, hold.arrivals(), "more groups than allowed");
    hold.release();
    Background.joinAll(commits);
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "MMAP_ASYNC"})
  void shouldSyncAtTheIntervalAndNotBefore(Variant variant) throws Exception {
    open(Harness.lazy(variant));
    Trace trace = Trace.of(disk);
    commitOneByOne(40);
    assertEquals(0, trace.count(Kind.SYNC));
    Harness.close(wal);
    wal = Wal.open(disk, Harness.small(variant).withInterval(1_000_000, HOUR_NS, 1 << 30));
    for (int i = 0; i < 20; i++) {
      commitOneByOne(1);
      Harness.await("the interval's sync", () -> wal.durableLsn() == wal.appendedLsn());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "MMAP_ASYNC"})
  void shouldSyncWhatWasBeingWrittenWhenTheIntervalEnded(Variant variant) throws Exception {
    open(Harness.small(variant).withInterval(1_000_000, HOUR_NS, 1 << 30));
    Hold hold = Hold.of(Kind.WRITE);
    disk.hook(hold);
    Background<Void> commit = Background.commit(wal, Harness.append(wal, seed, 1, 1000));
    hold.awaitArrivals(1);
    Thread.sleep(100); // intervals pass while the write is under way
    hold.release();
    commit.join();

    Harness.await("acknowledged, never synced", () -> wal.durableLsn() == 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "MMAP_ASYNC"})
  void shouldLetWritersWaitWhenTheOldestUnsyncedIsTooOld(Variant variant) throws Exception {
    open(Harness.small(variant).withInterval(1_000_000, 1_000_000, 1 << 30));
    Hold hold = Hold.of(Kind.SYNC);
    disk.hook(hold);
    commitOneByOne(1);
    hold.awaitArrivals(1);
    Thread.sleep(5); // it is older than the bound now
    Background<Void> late = Background.commit(wal, Harness.append(wal, seed, 1, 1000));
    late.awaitBlocked();
    Thread.sleep(50);
    assertFalse(late.isDone(), "acknowledged beyond the bound");
    assertEquals(1, wal.writtenLsn());
    hold.release();
    late.join();
  }

  /** W14: the window of what is acknowledged and not durable is bounded, and the bound holds. */
  @ParameterizedTest
  @EnumSource(names = {"ASYNC", "MMAP_ASYNC"})
  void shouldNeverAcknowledgeMoreUnsyncedBytesThanTheBound(Variant variant) throws Exception {
    open(Harness.lazy(variant).withGroup(4096, 0, 5).withInterval(HOUR_NS, HOUR_NS, 16 << 10));
    Hold firstWrite = Hold.of(Kind.WRITE);
    Hold syncs = Hold.of(Kind.SYNC);
    Trace.of(
        disk,
        op -> {
          firstWrite.before(op);
          syncs.before(op);
        });
    Harness.append(wal, seed, 50, 1000);
    List<Background<Void>> commits = new ArrayList<>();
    for (long lsn = 3; lsn <= 48; lsn += 3) { // each alone is within the bound
      commits.add(Background.commit(wal, lsn));
      commits.getLast().awaitBlocked();
    }
    firstWrite.release();
    for (Background<Void> commit : commits) {
      commit.awaitBlocked(); // at the bound, or it is done
    }
    Thread.sleep(50);
    long unsynced = wal.counters().writtenBytes();
    assertTrue(unsynced <= (16 << 10) + 4096, () -> "unsynced bytes=" + unsynced);
    assertTrue(unsynced >= 8 << 10, () -> "unsynced bytes=" + unsynced);
    syncs.release();
    Background.joinAll(commits);
  }

  @Test
  void shouldWriteWhenTheBufferIsFullAndNotBefore() throws Exception {
    open(Harness.lazy(Variant.GROUP).withBufferBytes(32 << 10));
    Harness.append(wal, seed, 20, 1000);
    assertEquals(0, wal.counters().writes());
    Harness.append(wal, seed, 60, 1000);
    assertTrue(wal.writtenLsn() > 40, () -> "writtenLsn=" + wal.writtenLsn());
  }

  @Test
  void shouldMarkAnIdleLogOnceWithoutASync() throws Exception {
    open(Harness.lazy(Variant.SYNC).withIdleMarkNs(20_000_000));
    Trace trace = Trace.of(disk);
    commitOneByOne(1);
    Harness.await("a mark", () -> trace.count(Kind.WRITE) == 2);
    Thread.sleep(100);

    assertEquals(2, trace.count(Kind.WRITE));
    assertEquals(40, trace.of(Kind.WRITE).getLast().lengthBytes());
    assertEquals(1, trace.count(Kind.SYNC));
  }

  @ParameterizedTest
  @EnumSource(Preallocation.class)
  void shouldPrepareSegmentsAsTold(Preallocation preallocation) throws Exception {
    int size = 32 << 10;
    open(Harness.lazy(Variant.SYNC).withSegmentBytes(size).withPreallocation(preallocation, 2));
    long prepared = disk.counts().of(Kind.WRITE).bytes();
    assertEquals(
        preallocation == Preallocation.SPARSE ? 2 : 0, disk.counts().of(Kind.RESIZE).operations());
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      commitOneByOne(1);
      sizes.add(disk.contents(segmentNames().getFirst()).length);
    }
    boolean zeroFilled =
        preallocation == Preallocation.ZERO_FILLED || preallocation == Preallocation.RECYCLED;
    assertEquals(2L * (4096 + (zeroFilled ? size : 0)), prepared);
    assertEquals(preallocation == Preallocation.APPEND ? 10 : 1, sizes.size());
    assertEquals(
        preallocation == Preallocation.APPEND ? 4096 + 10 * ENTRY_BYTES : size, sizes.last());

    long zeros = zerosWrittenWhileTruncating(size);
    boolean fresh = preallocation == Preallocation.ZERO_FILLED;
    assertTrue(fresh ? zeros >= 4L * size : zeros <= 2L * size, () -> "zeros=" + zeros);
  }

  /** How much is written to files in preparation, headers aside, over five more segments. */
  private long zerosWrittenWhileTruncating(int segmentBytes) throws Exception {
    AtomicReference<Long> zeros = new AtomicReference<>(0L);
    disk.hook(op -> {
      if (op.kind() == Kind.WRITE && op.name().startsWith("new-")) {
        zeros.accumulateAndGet(op.lengthBytes() == 4096 ? 0 : op.lengthBytes(), Long::sum);
      }
    });
    long rolls = wal.counters().rolls();
    while (wal.counters().rolls() < rolls + 5) {
      commitOneByOne(segmentBytes / ENTRY_BYTES / 2);
      wal.truncateBefore(wal.durableLsn());
    }
    return zeros.get();
  }

  @ParameterizedTest
  @EnumSource(names = {"MMAP", "MMAP_SYNC", "MMAP_GROUP", "MMAP_ASYNC"})
  void shouldRefuseToMapFilesThatWouldHaveToGrow(Variant variant) throws Exception {
    WalOptions options = Harness.lazy(variant).withPreallocation(Preallocation.APPEND, 0);

    assertThrows(IllegalArgumentException.class, () -> Wal.open(disk, options));
    assertEquals(List.of(), disk.list());
  }

  @ParameterizedTest
  @ValueSource(longs = {8 << 10, 64 << 10, 1 << 20})
  void shouldRollAtTheSizeOfASegment(long segmentBytes) throws Exception {
    open(Harness.lazy(Variant.GROUP).withSegmentBytes(segmentBytes));
    commitOneByOne(300);

    long perSegment = (segmentBytes - 4096) / ENTRY_BYTES;
    assertEquals((300 - 1) / perSegment, wal.counters().rolls());
    assertEquals(segmentBytes, disk.contents(segmentNames().getFirst()).length);
  }

  @ParameterizedTest
  @EnumSource(names = {"GROUP", "MMAP_GROUP", "DIRECT"})
  void shouldCarryTheLargestRecord(Variant variant, @TempDir Path directory) throws Exception {
    Disk real = Home.POSIX.disk(directory, variant);
    byte[] largest = Harness.bytes(seed, 1, WalOptions.maxRecordBytes());
    wal = Wal.open(real, Harness.small(variant));
    wal.append(Harness.record(seed, 0, 10));
    wal.append(ByteBuffer.wrap(largest));
    wal.commit(wal.append(Harness.record(seed, 2, 10)));
    Harness.close(wal);
    wal = Wal.open(real, Harness.small(variant));

    assertArrayEquals(largest, Harness.replay(wal, 1).get(2L));
    assertEquals(3, wal.durableLsn());
  }
}
