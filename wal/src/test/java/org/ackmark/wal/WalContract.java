package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Home;
import org.ackmark.wal.io.Disk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * What every log with a file must do. Tests of one kind of log extend it and say which variants run
 * in which homes, and how a log is opened.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class WalContract {
  /** How each copy of the log syncs. */
  @Parameter(0)
  protected Variant variant;

  /** Where the log lives. */
  @Parameter(1)
  protected Home home;

  /** Empty, for logs that live on a real disk. */
  @TempDir protected Path directory;

  private final long seed = Harness.seed();
  private Disk disk;
  private Wal wal;

  /** Opens the log in {@code disk}. */
  protected abstract Wal open(Disk disk, WalOptions options) throws IOException;

  @BeforeEach
  void openEmpty() throws IOException {
    disk = home.disk(directory, variant);
    open();
  }

  @AfterEach
  void close() throws Exception {
    Harness.close(wal);
  }

  private void open() throws IOException {
    wal = open(disk, Harness.small(variant));
  }

  private void reopen() throws Exception {
    Harness.close(wal);
    open();
  }

  private long segmentFiles() throws IOException {
    return disk.list().stream().filter(name -> name.startsWith("segment-")).count();
  }

  /** W4: segments are not seen: from every LSN a replay reads as if there were one file. */
  @Test
  void shouldKeepRecordsOfEverySizeInOrder() throws Exception {
    int roomBytes = Harness.SEGMENT_BYTES - 4096 - 40;
    int[] sizes = {1, 7, 8, 9, 4096, 16 << 10, roomBytes, 3, roomBytes + 1, 100_000, 1 << 20, 2};
    TreeMap<Long, byte[]> expected = new TreeMap<>();
    assertEquals(0, wal.appendedLsn());
    for (int size : sizes) {
      byte[] record = Harness.bytes(seed, size, size);
      long lsn = wal.append(ByteBuffer.wrap(record));
      expected.put(lsn, record);
      wal.commit(lsn);
      assertEquals(expected.size(), lsn);
    }

    for (long from = 1; from <= sizes.length + 1; from++) {
      Harness.requireSame(expected.tailMap(from), Harness.replay(wal, from));
    }
    assertTrue(wal.counters().rolls() >= 4, "segments were changed");
    reopen();
    Harness.requireSame(expected, Harness.replay(wal, 1));
    assertEquals(sizes.length, wal.appendedLsn());
    assertEquals(sizes.length, wal.durableLsn());
  }

  @Test
  void shouldTakeTheRemainingBytesOfAnyBufferAndLeaveItsPosition() throws Exception {
    byte[] around = Harness.bytes(seed, 1, 100);
    ByteBuffer heap = ByteBuffer.wrap(around).position(13).limit(57);
    ByteBuffer direct = ByteBuffer.allocateDirect(100).put(around).position(13).limit(57);
    wal.append(heap);
    wal.append(direct.asReadOnlyBuffer());
    wal.commit(wal.append(direct));

    assertEquals(13, heap.position());
    assertEquals(13, direct.position());
    byte[] expected = new byte[44];
    heap.get(expected);
    Harness.replay(wal, 1).values().forEach(found -> assertArrayEquals(expected, found));
  }

  @Test
  void shouldReachTheLevelAskedForAndCountItAsDurableOnlyThen() throws Exception {
    long syncsBefore = wal.counters().syncs(); // a policy may sync by itself, from the first record
    long lsn = Harness.append(wal, seed, 3, 100);
    wal.await(lsn, Level.RECEIVED);
    wal.await(lsn, Level.WRITTEN);
    assertTrue(wal.writtenLsn() >= lsn);
    wal.commit(lsn);
    wal.await(1, variant.level());
    boolean durableByCommit = wal.durableLsn() >= lsn;
    wal.await(lsn, Level.SYNCED);

    assertEquals(lsn, wal.durableLsn());
    assertTrue(durableByCommit || wal.counters().syncs() > syncsBefore, "it synced at once");
    assertTrue(durableByCommit || variant.level() != Level.SYNCED);
    assertEquals(variant.level(), wal.level());
    assertEquals(variant.guarantee(), wal.guarantee());
  }

  @Test
  void shouldRefuseWhatWasNeverAppendedAndRecordsOfNoUsableSize() throws Exception {
    for (long lsn : new long[] {0, -1, 1, Long.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> wal.commit(lsn), "lsn=" + lsn);
      assertThrows(IllegalArgumentException.class, () -> wal.commit(lsn, (_, _) -> {}));
    }
    ByteBuffer huge = ByteBuffer.allocate(WalOptions.maxRecordBytes() + 1);
    assertThrows(IllegalArgumentException.class, () -> wal.append(huge));
    assertThrows(IllegalArgumentException.class, () -> wal.append(ByteBuffer.allocate(0)));
    assertThrows(IllegalArgumentException.class, () -> wal.replay(0, (_, _) -> {}));
    assertThrows(IllegalArgumentException.class, () -> wal.truncateBefore(2));
    assertThrows(IllegalArgumentException.class, () -> wal.truncateAfter(1));
    assertThrows(IllegalArgumentException.class, () -> wal.truncateAfter(-1));

    assertEquals(1, wal.append(Harness.record(seed, 1, 5)), "none of them took an LSN");
    wal.commit(1);
  }

  @Test
  void shouldEndAReplayThatItsVisitorEnds() throws Exception {
    wal.commit(Harness.append(wal, seed, 10, 100));
    List<Long> visited = new ArrayList<>();
    IOException enough = new IOException("enough");
    RecordVisitor visitor =
        (lsn, record) -> {
          assertTrue(record.isReadOnly());
          visited.add(lsn);
          if (lsn == 5) {
            throw enough;
          }
        };

    assertEquals(enough, assertThrows(IOException.class, () -> wal.replay(3, visitor)));
    assertEquals(List.of(3L, 4L, 5L), visited);
  }

  @Test
  void shouldReplayExactlyWhatManyPlatformThreadsAppended() throws Exception {
    replayWhatThreadsAppended(4, Background::start);
  }

  @Test
  void shouldReplayExactlyWhatManyVirtualThreadsAppended() throws Exception {
    replayWhatThreadsAppended(16, Background::startVirtual);
  }

  private interface Starter {
    Background<Void> start(java.util.concurrent.Callable<Void> work);
  }

  private void replayWhatThreadsAppended(int threads, Starter starter) throws Exception {
    int each = 320 / threads;
    Map<Long, Long> tokens = new ConcurrentSkipListMap<>(); // by LSN
    AtomicBoolean stop = new AtomicBoolean();
    Background<Integer> sampler = Background.start(() -> sampleWatermarks(stop));
    Background<Integer> replayer = Background.start(() -> replayBeside(stop));
    List<Background<Void>> appenders = new ArrayList<>();
    for (long thread = 0; thread < threads; thread++) {
      long firstToken = thread << 32;
      appenders.add(starter.start(() -> appendTokens(firstToken, each, tokens)));
    }
    Background.joinAll(appenders);
    stop.set(true);
    assertTrue(sampler.join() > 0 && replayer.join() > 0, "both ran beside the appenders");

    TreeMap<Long, byte[]> expected = new TreeMap<>();
    tokens.forEach((lsn, token) -> expected.put(lsn, ofToken(token)));
    assertEquals((long) threads * each, wal.appendedLsn());
    assertTrue(wal.counters().rolls() >= 3, "segments were changed");
    wal.await(wal.appendedLsn(), Level.WRITTEN);
    Harness.requireSame(expected, Harness.replay(wal, 1));
    reopen();
    Harness.requireSame(expected, Harness.replay(wal, 1));
  }

  private byte[] ofToken(long token) {
    return Harness.bytes(seed, token, new SplittableRandom(token).nextInt(1, 2000));
  }

  private Void appendTokens(long firstToken, int count, Map<Long, Long> tokens) throws Exception {
    long last = 0;
    for (long token = firstToken; token < firstToken + count; token++) {
      long lsn = wal.append(ByteBuffer.wrap(ofToken(token)));
      assertTrue(lsn > last, "a thread's LSNs ascend");
      assertNull(tokens.put(lsn, token), "an LSN is given once");
      last = lsn;
      if (token % 8 == 0) {
        wal.commit(lsn);
      }
    }
    wal.commit(last);
    return null;
  }

  private int sampleWatermarks(AtomicBoolean stop) throws InterruptedException {
    int samples = 0;
    long lastDurable = 0;
    for (; samples == 0 || !stop.get(); samples++) {
      long durable = wal.durableLsn();
      long written = wal.writtenLsn();
      long appended = wal.appendedLsn();
      assertTrue(durable <= written, () -> "durable=" + durable + " written=" + written);
      assertTrue(written <= appended, () -> "written=" + written + " appended=" + appended);
      assertTrue(durable >= lastDurable, "it never goes back");
      lastDurable = durable;
      Thread.sleep(0, 200_000);
    }
    return samples;
  }

  private int replayBeside(AtomicBoolean stop) throws Exception {
    int replays = 0;
    for (; replays == 0 || !stop.get(); replays++) {
      long written = wal.writtenLsn();
      long from = 1 + new SplittableRandom(seed + replays).nextLong(written + 1);
      long found = from - 1 + Harness.replay(wal, from).size();
      assertTrue(found >= written, () -> "from=" + from + " found to=" + found);
      Thread.sleep(2);
    }
    return replays;
  }

  @Test
  void shouldTakeMoreThanItsBufferHoldsWithoutAnyCommit() throws Exception {
    takeMoreThanTheBufferHolds(2, Background::start);
  }

  @Test
  void shouldTakeMoreThanItsBufferHoldsFromVirtualThreads() throws Exception {
    takeMoreThanTheBufferHolds(8, Background::startVirtual);
  }

  private void takeMoreThanTheBufferHolds(int threads, Starter starter) throws Exception {
    int each = 800 / threads;
    List<Background<Void>> appenders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      appenders.add(
          starter.start(() -> {
            for (int n = 0; n < each; n++) {
              wal.append(Harness.record(seed, n, 500));
            }
            return null;
          }));
    }
    Background.joinAll(appenders);

    assertTrue(wal.writtenLsn() > 0, "the buffer was full");
    wal.commit(wal.appendedLsn());
    wal.await(wal.appendedLsn(), Level.WRITTEN);
    assertEquals(threads * each, Harness.replay(wal, 1).size());
  }

  @Test
  void shouldForgetWhatIsBelowTheLowWaterMark() throws Exception {
    long last = Harness.append(wal, seed, 300, 1000);
    wal.await(last, Level.SYNCED);
    long filesBefore = segmentFiles();
    wal.truncateBefore(250);
    wal.truncateBefore(100);

    assertEquals(250, wal.firstLsn());
    assertThrows(IllegalArgumentException.class, () -> wal.replay(249, (_, _) -> {}));
    Harness.requireAppended(wal, seed, 250, last, 1000);
    Harness.await("segments are retired", () -> countSegments() <= filesBefore - 3);
    reopen();
    assertEquals(250, wal.firstLsn());
    assertThrows(IllegalArgumentException.class, () -> wal.replay(249, (_, _) -> {}));
    last = Harness.append(wal, seed, 300, 1000);
    wal.commit(last);
    wal.await(last, Level.WRITTEN);
    Harness.requireAppended(wal, seed, 250, last, 1000);
  }

  private long countSegments() {
    try {
      return segmentFiles();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldHoldNothingAfterEverythingIsBelowTheLowWaterMark() throws Exception {
    wal.await(Harness.append(wal, seed, 100, 1000), Level.SYNCED);
    wal.truncateBefore(101);
    assertEquals(100, wal.replay(101, (_, _) -> assertFalse(true)));
    reopen();
    assertEquals(101, wal.firstLsn());
    assertEquals(100, wal.appendedLsn());
    long last = Harness.append(wal, seed, 1, 1000);
    wal.commit(last);
    assertEquals(101, last);
    reopen();
    Harness.requireAppended(wal, seed, 101, 101, 1000);
  }

  @Test
  void shouldCutTheSuffixAndGiveItsLsnsToNewRecords() throws Exception {
    long newSeed = seed + 1;
    for (long[] cut : new long[][] {{200, 130}, {140, 139}, {150, 150}, {160, 0}}) {
      long last = Harness.append(wal, seed, (int) (cut[0] - wal.appendedLsn()), 1000);
      wal.await(last - (cut[0] - cut[1]) / 2, Level.SYNCED); // part of what goes is durable
      long appends = wal.counters().appends();
      wal.truncateAfter(cut[1]);

      assertEquals(cut[1], wal.appendedLsn());
      assertEquals(cut[1], wal.writtenLsn());
      assertEquals(cut[1], wal.durableLsn());
      assertEquals(cut[1] + 1, wal.append(Harness.record(newSeed, cut[1] + 1, 77)));
      wal.commit(cut[1] + 1);
      wal.await(cut[1] + 1, Level.WRITTEN);
      requireNewLast(newSeed, cut[1] + 1);
      assertTrue(wal.counters().appends() >= appends + 1, "a cut takes no append back");
      reopen();
      requireNewLast(newSeed, cut[1] + 1);
      wal.truncateAfter(cut[1]);
    }
    assertEquals(0, Harness.replay(wal, 1).size());
  }

  private void requireNewLast(long newSeed, long lsn) throws IOException {
    TreeMap<Long, byte[]> found = Harness.replay(wal, 1);
    assertEquals(lsn, found.size());
    assertArrayEquals(Harness.bytes(newSeed, lsn, 77), found.remove(lsn));
    found.forEach((at, bytes) -> assertArrayEquals(Harness.bytes(seed, at, 1000), bytes));
  }

  @Test
  void shouldGrowOverManyOpenings() throws Exception {
    for (int opening = 1; opening <= 8; opening++) {
      wal.commit(Harness.append(wal, seed, 7, 300));
      reopen();
      assertEquals(7L * opening, wal.appendedLsn());
      assertEquals(7L * opening, wal.durableLsn());
    }
    Harness.requireAppended(wal, seed, 1, 56, 300);
  }

  @Test
  void shouldRefuseALogThatEndsBeforeWhatIsKnownToBeDurable() throws Exception {
    wal.commit(Harness.append(wal, seed, 5, 100));
    Harness.close(wal);
    WalOptions options = Harness.small(variant);

    assertThrows(CorruptLogException.class, () -> open(disk, options.withKnownDurableLsn(6)));
    wal = open(disk, options.withKnownDurableLsn(5));
    assertEquals(5, wal.durableLsn());
  }
}
