package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Hold;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.NoSpaceException;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The first failed write or sync ends a log; what was acknowledged before stays. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailStopTest {
  private static final int THREADS = 4;
  private static final int RECORD_BYTES = 200;

  private final long seed = Harness.seed();
  private final SimDisk disk = new SimDisk("sim");
  private final Map<Long, Long> tokens = new ConcurrentHashMap<>(); // by LSN
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet(); // at SYNCED, or its own
  private final Set<Long> written = ConcurrentHashMap.newKeySet(); // acknowledged at WRITTEN
  private final Map<Long, IOException> refused = new ConcurrentHashMap<>(); // by LSN
  private final AtomicInteger told = new AtomicInteger(); // listeners
  private Wal wal;

  static Stream<Variant> withFile() {
    return Harness.withFile();
  }

  static Stream<Arguments> failures() {
    return Harness.withFile()
        .flatMap(variant ->
            Stream.of(Operation.Kind.WRITE, Operation.Kind.SYNC)
                .filter(kind -> happens(variant, kind))
                .flatMap(kind -> nths().mapToObj(nth -> arguments(variant, kind, nth))));
  }

  private static IntStream nths() {
    return IntStream.of(1, 2, 3, 7, 20);
  }

  private static boolean happens(Variant variant, Operation.Kind kind) {
    return kind == Operation.Kind.WRITE || !variant.fileMethod().syncsOnWrite();
  }

  /** Counts what is done to the log's files, and what is still done when it must have failed. */
  private final class Watch {
    private final Operation.Kind failing;
    private final int nth;
    private final List<Operation> operations = new ArrayList<>(); // guarded by this

    Watch(Operation.Kind failing, int nth) {
      this.failing = failing;
      this.nth = nth;
      disk.hook(this::before);
    }

    private synchronized void before(Operation operation) {
      boolean ofTheLog = operation.kind() == Operation.Kind.WRITE || isSync(operation);
      if (ofTheLog && operation.name().startsWith("segment-")) {
        operations.add(operation);
        if (count(failing) == nth && operation.kind() == failing) {
          disk.faults().fail(failing, 1); // this one: nobody else works on the disk
        }
      }
    }

    synchronized long count(Operation.Kind kind) {
      return operations.stream().filter(op -> op.kind() == kind).count();
    }

    /** Another group may have been on its way when one failed. */
    void awaitWhatIsUnderWay() throws InterruptedException {
      long seen;
      do {
        seen = count(Operation.Kind.WRITE);
        Thread.sleep(20);
      } while (count(Operation.Kind.WRITE) != seen);
    }

    synchronized void requireEachWrittenOnce() {
      Set<Map.Entry<String, Long>> places = new HashSet<>();
      for (Operation op : operations) {
        assertTrue(
            isSync(op) || places.add(Map.entry(op.name(), op.offset())), () -> "again " + op);
      }
    }
  }

  private static boolean isSync(Operation operation) {
    return operation.kind() == Operation.Kind.SYNC;
  }

  private void open(WalOptions options) throws Exception {
    wal = Wal.open(disk, options);
    Harness.await("the next segment is ready", () -> segments(disk) == 2);
  }

  private static long segments(SimDisk disk) {
    try {
      return disk.list().stream().filter(name -> name.startsWith("segment-")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** W13: after one failed write or sync nothing is acknowledged, and no sync is tried again. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("failures")
  void shouldFailForGoodAndKeepWhatItAcknowledged(Variant variant, Operation.Kind kind, int nth)
      throws Exception {
    boolean synced = variant.level() == Level.SYNCED;
    WalOptions options = synced ? Harness.lazy(variant) : Harness.small(variant);
    open(options.withSegmentBytes(1 << 20));
    Watch watch = new Watch(kind, nth);
    List<Background<Void>> writers = new ArrayList<>();
    for (long thread = 0; thread < THREADS; thread++) {
      long firstToken = thread << 32;
      Level level = thread % 2 == 0 ? Level.SYNCED : variant.level();
      writers.add(Background.start(() -> writeUntilFailure(firstToken, level)));
    }
    for (Background<Void> writer : writers) {
      assertInstanceOf(WalFailedException.class, writer.failure());
    }
    Harness.await("listeners", () -> told.get() >= THREADS);

    watch.awaitWhatIsUnderWay();
    requireFailed(watch);
    long durable = wal.durableLsn();
    Map<Long, byte[]> replayed = Harness.replay(wal, 1);
    requireContains(replayed, acknowledged);
    long syncs = watch.count(Operation.Kind.SYNC);
    Harness.close(wal);
    assertEquals(syncs, watch.count(Operation.Kind.SYNC), "close syncs nothing");
    watch.requireEachWrittenOnce();
    requireContains(after(CrashClass.PROCESS, variant), written);
    requireContains(after(CrashClass.POWER, variant), acknowledged);
    requireContains(after(CrashClass.POWER, variant), upTo(durable));
  }

  /** Commits until that fails; then asks again by callback. */
  private Void writeUntilFailure(long firstToken, Level level) throws Exception {
    long lsn = 0;
    try {
      for (long token = firstToken; ; token++) {
        lsn = wal.append(ByteBuffer.wrap(Harness.bytes(seed, token, RECORD_BYTES)));
        assertNull(tokens.put(lsn, token));
        wal.await(lsn, level);
        (level == Level.SYNCED ? acknowledged : written).add(lsn);
      }
    } catch (WalFailedException e) {
      if (lsn > 0) {
        register(lsn);
      }
      told.incrementAndGet();
      throw e;
    }
  }

  private void register(long lsn) throws IOException {
    try {
      wal.await(lsn, Level.SYNCED, (at, failure) -> note(at, failure));
    } catch (WalFailedException e) {
      note(lsn, e);
    }
  }

  private void note(long lsn, IOException failure) {
    if (failure == null) {
      acknowledged.add(lsn);
    } else {
      refused.put(lsn, failure);
    }
  }

  private void requireFailed(Watch watch) throws Exception {
    long durable = wal.durableLsn();
    acknowledged.forEach(lsn -> assertTrue(lsn <= durable, "lsn=" + lsn + " durable=" + durable));
    refused.forEach((lsn, e) -> assertInstanceOf(WalFailedException.class, e));
    long syncs = watch.count(Operation.Kind.SYNC);
    long writes = watch.count(Operation.Kind.WRITE);
    assertThrows(WalFailedException.class, () -> wal.append(Harness.record(seed, 1, 10)));
    for (long lsn = durable + 1; lsn <= wal.appendedLsn(); lsn++) {
      long lost = lsn;
      assertThrows(WalFailedException.class, () -> wal.await(lost, Level.SYNCED));
    }
    if (durable > 0) {
      wal.commit(durable);
      wal.await(1, Level.SYNCED);
      assertThrows(WalFailedException.class, () -> wal.truncateBefore(durable + 1));
    }
    assertThrows(WalFailedException.class, () -> wal.truncateAfter(durable));
    assertEquals(syncs, watch.count(Operation.Kind.SYNC), "no sync is tried again");
    assertEquals(writes, watch.count(Operation.Kind.WRITE), "nothing is written any more");
    assertEquals(durable, wal.durableLsn());
  }

  private Map<Long, byte[]> after(CrashClass crash, Variant variant) throws Exception {
    try (Wal found = Wal.open(disk.crash(crash, seed), Harness.small(variant))) {
      return Harness.replay(found, 1);
    }
  }

  private Set<Long> upTo(long lsn) {
    Set<Long> lsns = new TreeSet<>(tokens.keySet());
    lsns.removeIf(at -> at > lsn);
    return lsns;
  }

  private void requireContains(Map<Long, byte[]> found, Set<Long> lsns) {
    assertEquals(Set.of(), missing(found, lsns));
    found.forEach((lsn, bytes) ->
        assertArrayEquals(Harness.bytes(seed, tokens.get(lsn), RECORD_BYTES), bytes));
  }

  private static Set<Long> missing(Map<Long, byte[]> found, Set<Long> lsns) {
    Set<Long> missing = new TreeSet<>(lsns);
    missing.removeAll(found.keySet());
    return missing;
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldAcknowledgeNothingThatWaitedBehindTheFailedWrite(Variant variant) throws Exception {
    open(Harness.lazy(variant).withGroupsInFlight(1)); // else another may be the one that fails
    Hold hold = Hold.of(Operation.Kind.WRITE);
    disk.hook(hold);
    disk.faults().fail(Operation.Kind.WRITE, 1);
    Harness.append(wal, seed, 1, RECORD_BYTES);
    List<Background<Void>> waiters = new ArrayList<>();
    waiters.add(Background.commit(wal, 1));
    hold.awaitArrivals(1);
    Harness.append(wal, seed, 3, RECORD_BYTES);
    for (long lsn : new long[] {1, 2, 3, 4, 1}) {
      waiters.add(Background.commit(wal, lsn));
      waiters.getLast().awaitBlocked();
    }
    hold.release();

    for (Background<Void> waiter : waiters) {
      assertInstanceOf(WalFailedException.class, waiter.failure());
    }
    assertEquals(0, wal.durableLsn());
    assertEquals(0, wal.writtenLsn());
    assertEquals(0, wal.replay(1, (_, _) -> {}));
    Harness.close(wal);
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldAcknowledgeAgainOnlyWhatIsDurable(Variant variant) throws Exception {
    open(Harness.lazy(variant));
    wal.await(Harness.append(wal, seed, 3, RECORD_BYTES), Level.SYNCED);
    wal.commit(Harness.append(wal, seed, 3, RECORD_BYTES));
    long durable = wal.durableLsn();
    disk.faults().failFrom(Operation.Kind.SYNC, 1).failFrom(Operation.Kind.WRITE, 1);
    long last = Harness.append(wal, seed, 1, RECORD_BYTES);
    assertThrows(WalFailedException.class, () -> wal.await(last, Level.SYNCED));

    for (long lsn = 1; lsn <= durable; lsn++) {
      wal.commit(lsn);
    }
    for (long lsn = durable + 1; lsn <= last; lsn++) {
      long lost = lsn;
      assertThrows(WalFailedException.class, () -> wal.commit(lost), () -> "lsn=" + lost);
    }
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldFailWhenTheFullDiskRefusesAGrowingFile(Variant variant) throws Exception {
    if (variant.fileMethod() == FileMethod.MAPPED) {
      return; // a mapped file can't grow: KnobTest
    }
    open(Harness.lazy(variant).withPreallocation(Preallocation.APPEND, 0));
    disk.faults().capacity(2 * 4096 + 5 * 4096); // two headers, and five blocks
    WalFailedException failure = assertThrows(WalFailedException.class, () -> fill(100));

    assertTrue(isCausedByFullDisk(failure), () -> "cause=" + failure.getCause());
    assertTrue(acknowledged.size() >= 3, () -> "acknowledged=" + acknowledged);
    assertThrows(WalFailedException.class, () -> wal.append(Harness.record(seed, 1, 10)));
    requireFound(disk.crash(CrashClass.PROCESS, seed), variant, 0);
    Harness.close(wal);
    disk.faults().capacity(Long.MAX_VALUE);
    requireFound(disk, variant, 0);
  }

  private static boolean isCausedByFullDisk(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .anyMatch(NoSpaceException.class::isInstance);
  }

  private void fill(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      long lsn = Harness.append(wal, seed, 1, 1000);
      wal.commit(lsn);
      acknowledged.add(lsn);
    }
  }

  /** Checks that every acknowledged record above {@code below} is there. */
  private void requireFound(SimDisk crashed, Variant variant, long below) throws Exception {
    crashed.faults().capacity(Long.MAX_VALUE);
    try (Wal found = Wal.open(crashed, Harness.small(variant))) {
      Map<Long, byte[]> records = new HashMap<>(Harness.replay(found, found.firstLsn()));
      Set<Long> expected = new TreeSet<>(acknowledged);
      expected.removeIf(lsn -> lsn <= below);
      assertEquals(Set.of(), missing(records, expected));
      records.forEach((lsn, b) -> assertArrayEquals(Harness.bytes(seed, lsn, 1000), b));
    }
  }

  /** How many records of 1000 bytes fill a segment. */
  private static int perSegment(Variant variant) {
    int entryBytes = variant.fileMethod().direct() ? 4096 : 1040;
    return (Harness.SEGMENT_BYTES - 4096) / entryBytes;
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldFailForLackOfSpaceOnlyWhenTheLastReadySegmentIsFull(Variant variant) throws Exception {
    open(Harness.lazy(variant));
    disk.faults().capacity(2L * Harness.SEGMENT_BYTES);
    int perSegment = perSegment(variant);
    fill(2 * perSegment - 1);
    assertEquals(1, wal.counters().rolls(), "it works in the last segment that it has");
    WalFailedException failure = assertThrows(WalFailedException.class, () -> fill(perSegment));

    assertTrue(isCausedByFullDisk(failure), () -> "cause=" + failure.getCause());
    assertTrue(acknowledged.size() >= 2 * perSegment - 1);
    if (variant.guarantee() == Guarantee.POWER_LOSS) {
      requireFound(disk.crash(CrashClass.POWER, seed), variant, 0);
    }
    requireFound(disk.crash(CrashClass.PROCESS, seed), variant, 0);
    Harness.close(wal);
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldGoOnWhenTruncatingFreesAFullDisk(Variant variant) throws Exception {
    for (Preallocation preallocation : List.of(Preallocation.RECYCLED, Preallocation.ZERO_FILLED)) {
      SimDisk full = new SimDisk("full");
      acknowledged.clear();
      wal = Wal.open(full, Harness.lazy(variant).withPreallocation(preallocation, 1));
      Harness.await("the next segment is ready", () -> segments(full) == 2);
      full.faults().capacity(2L * Harness.SEGMENT_BYTES);
      int perSegment = perSegment(variant);
      for (int segment = 0; segment < 6; segment++) {
        fill(perSegment - 3);
        long last = wal.appendedLsn();
        wal.await(last, Level.SYNCED);
        if (segment > 0) {
          wal.truncateBefore(last);
        }
      }
      assertTrue(wal.counters().rolls() >= 4, "it would have needed more space");
      long below = wal.firstLsn() - 1;
      requireFound(full.crash(CrashClass.PROCESS, seed), variant, below);
      Harness.close(wal);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "SYNC_FULL", "DSYNC", "DIRECT", "GROUP", "GROUP_DIRECT"})
  void shouldBeSeenToLoseRecordsOnADeviceThatLies(Variant variant) throws Exception {
    assertFalse(lossOnPowerFailure(variant, false), "the control of the control");
    assertTrue(lossOnPowerFailure(variant, true), "the check finds no loss where there is some");
  }

  private boolean lossOnPowerFailure(Variant variant, boolean lies) throws Exception {
    SimDisk device = new SimDisk("device");
    acknowledged.clear();
    wal = Wal.open(device, Harness.small(variant));
    device.faults().syncsLie(lies);
    fill(50);
    SimDisk found = device.crashLosingAll(CrashClass.POWER);
    Harness.close(wal);
    try (Wal reopened = Wal.open(found, Harness.small(variant))) {
      return !missing(new TreeMap<>(Harness.replay(reopened, 1)), acknowledged).isEmpty();
    }
  }
}
