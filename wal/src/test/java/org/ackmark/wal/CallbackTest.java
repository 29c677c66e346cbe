package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.Harness.Hold;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told, in which order, on which thread, and what a listener may do. */
@ParameterizedClass(name = "{0}")
@EnumSource(Variant.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackTest {
  private static final int MANY = 100_000;

  @Parameter Variant variant;

  private final long seed = Harness.seed();
  private final SimDisk disk = new SimDisk("sim");
  private final Calls calls = new Calls();
  private final AckListener.Brief brief = calls::completed;
  private Wal wal;

  /** Notes every call. */
  private static final class Calls implements AckListener {
    private record Call(long lsn, IOException failure, Thread thread) {}

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void completed(long lsn, IOException failure) {
      calls.add(new Call(lsn, failure, Thread.currentThread()));
      count.incrementAndGet();
    }

    List<Long> lsns() {
      return calls.stream().map(Call::lsn).toList();
    }

    List<IOException> failures() {
      return calls.stream().map(Call::failure).toList();
    }

    void await(int expected) throws InterruptedException {
      Harness.await("calls=" + count + " of " + expected, () -> count.get() >= expected);
      assertEquals(expected, count.get(), "each listener is called once");
    }

    void requireSuccess() {
      calls.forEach(call -> assertNull(call.failure, "lsn=" + call.lsn));
    }
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @BeforeEach
  void open() throws IOException {
    wal = Wal.open(disk, Harness.lazy(variant));
  }

  @AfterEach
  void close() throws Exception {
    disk.hook(_ -> {});
    Harness.close(wal);
  }

  /** Holds the log's own writes, so that listeners outstand; a log in memory has none. */
  private Hold holdWrites() {
    Hold hold = Hold.of(Operation.Kind.WRITE);
    disk.hook(hold);
    return hold;
  }

  @Test
  void shouldTellInLsnOrderOnOneThreadThatDoesNothingElse() throws Exception {
    Set<Thread> io = ConcurrentHashMap.newKeySet();
    disk.hook(_ -> io.add(Thread.currentThread()));
    for (int i = 0; i < 300; i++) {
      wal.commit(Harness.append(wal, seed, 1, 300), calls);
    }
    calls.await(300);

    calls.requireSuccess();
    assertEquals(range(1, 300), calls.lsns());
    Set<Thread> told = ConcurrentHashMap.newKeySet();
    calls.calls.forEach(call -> told.add(call.thread));
    assertEquals(1, told.size());
    assertFalse(told.contains(Thread.currentThread()));
    assertTrue(io.stream().noneMatch(told::contains), "it neither writes nor syncs");
    assertTrue(variant == Variant.MEMORY || !io.isEmpty());
  }

  @Test
  void shouldTellInLsnOrderWhateverTheOrderOfRegistration() throws Exception {
    assumeTrue(variant != Variant.MEMORY, "memory: every record is acknowledged at once");
    Hold hold = holdWrites();
    Harness.append(wal, seed, 50, 100);
    for (long lsn = 50; lsn > 0; lsn--) {
      wal.commit(lsn, calls);
    }
    hold.awaitArrivals(1);
    assertEquals(List.of(), calls.lsns());
    hold.release();
    calls.await(50);

    calls.requireSuccess();
    assertEquals(range(1, 50), calls.lsns());
  }

  @Test
  void shouldKeepTheOrderPerLevelAndNeverTellTooEarly() throws Exception {
    Map<Level, Calls> byLevel = new EnumMap<>(Level.class);
    Queue<String> early = new ConcurrentLinkedQueue<>();
    for (Level level : Level.values()) {
      if (variant != Variant.MEMORY || level == Level.RECEIVED) {
        byLevel.put(level, new Calls());
      }
    }
    for (int i = 0; i < 100; i++) {
      long lsn = Harness.append(wal, seed, 1, 300);
      byLevel.forEach((level, told) -> {
        try {
          wal.await(
              lsn,
              level,
              (at, failure) -> {
                told.completed(at, failure);
                if (watermark(level) < at) {
                  early.add(level + " lsn=" + at);
                }
              });
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
    }
    for (Calls told : byLevel.values()) {
      told.await(100);
      told.requireSuccess();
      assertEquals(range(1, 100), told.lsns());
    }
    assertEquals(List.of(), List.copyOf(early));
  }

  private long watermark(Level level) {
    return switch (level) {
      case RECEIVED -> wal.appendedLsn();
      case WRITTEN -> wal.writtenLsn();
      case SYNCED -> wal.durableLsn();
    };
  }

  @Test
  void shouldLetAListenerAppendAndRegister() throws Exception {
    wal.commit(Harness.append(wal, seed, 1, 1000), this::appendAnother);
    calls.await(200);

    calls.requireSuccess();
    assertEquals(range(1, 200), calls.lsns());
    assertTrue(variant == Variant.MEMORY || wal.counters().rolls() > 0, "segments were changed");
  }

  private void appendAnother(long lsn, IOException failure) {
    calls.completed(lsn, failure);
    if (lsn < 200) {
      try {
        wal.commit(Harness.append(wal, seed, 1, 1000), this::appendAnother);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void shouldGoOnAfterAListenerThatThrows() throws Exception {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
    try {
      RuntimeException thrown = new IllegalStateException("thrown by a listener");
      AckListener throwing =
          (_, _) -> {
            throw thrown;
          };
      long last = Harness.append(wal, seed, 3, 100);
      wal.commit(1, calls);
      wal.commit(2, throwing);
      wal.commit(2, calls);
      wal.commit(2, throwing);
      wal.commit(last, calls);
      calls.await(3);
      wal.commit(last, calls);
      calls.await(4);

      calls.requireSuccess();
      assertEquals(List.of(1L, 2L, 3L, 3L), calls.lsns());
      assertFalse(uncaught.isEmpty());
      uncaught.forEach(e -> assertSame(thrown, e));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void shouldTellOfWhatIsAcknowledgedAlready() throws Exception {
    long last = Harness.append(wal, seed, 10, 100);
    wal.commit(last);
    wal.commit(last, calls);
    calls.await(1);
    wal.commit(1, calls);
    calls.await(2);

    calls.requireSuccess();
    assertEquals(List.of(last, 1L), calls.lsns());
  }

  @Test
  void shouldTellABriefListenerThoughAnotherOneTakesItsTime() throws Exception {
    assumeTrue(variant != Variant.MEMORY, "memory: nothing moves its watermark but the append");
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    CountDownLatch slow = new CountDownLatch(1);
    wal.await(
        Harness.append(wal, seed, 1, 100),
        Level.SYNCED,
        (_, _) -> {
          slow.countDown();
          goOn.join();
        });
    slow.await();
    Hold hold = holdWrites();
    Harness.append(wal, seed, 50, 100);
    for (long lsn = 51; lsn > 1; lsn--) {
      wal.await(lsn, Level.SYNCED, brief);
    }
    hold.release();
    calls.await(50);
    goOn.complete(null);

    calls.requireSuccess();
    assertEquals(range(2, 51), calls.lsns());
  }

  @Test
  void shouldServeListenersAndBlockingCallersOfTheSameRecord() throws Exception {
    Hold hold = holdWrites();
    Harness.append(wal, seed, 1, 100);
    Background<Void> caller = Background.commit(wal, 1);
    if (variant != Variant.MEMORY) {
      hold.awaitArrivals(1); // the caller writes by itself
    }
    wal.commit(1, calls);
    Thread.sleep(20); // lets the log's own thread find that it has work, which soon is done
    hold.release();
    caller.join();
    calls.await(1);
    Harness.append(wal, seed, 1, 100);

    Background.commit(wal, 2).join();
    wal.commit(2, calls);
    calls.await(2);
    calls.requireSuccess();
  }

  @Test
  void shouldServeAListenerThatCameWhileACallerSyncs() throws Exception {
    assumeTrue(variant != Variant.MEMORY, "memory: never syncs");
    Hold hold = holdWrites();
    Harness.append(wal, seed, 1, 100);
    Background<Void> caller = Background.await(wal, 1, Level.SYNCED);
    hold.awaitArrivals(1);
    wal.await(Harness.append(wal, seed, 1, 100), Level.SYNCED, calls);
    Thread.sleep(20); // lets the log's own thread find that it can't lead yet
    hold.release();

    caller.join();
    calls.await(1);
    calls.requireSuccess();
  }

  @Test
  void shouldTellEverybodyBeforeCloseReturns() throws Exception {
    Hold hold = holdWrites();
    for (int i = 0; i < 500; i++) {
      long lsn = Harness.append(wal, seed, 1, 50);
      wal.commit(lsn, calls);
      wal.await(lsn, variant == Variant.MEMORY ? Level.RECEIVED : Level.SYNCED, brief);
    }
    Background<Void> closer = Harness.closing(wal);
    closer.awaitBlocked();
    hold.release();
    closer.join();

    assertEquals(1000, calls.count.get());
    calls.requireSuccess();
    assertThrows(WalClosedException.class, () -> wal.commit(1, calls));
    assertEquals(1000, calls.count.get(), "a refused listener is not called");
  }

  @Test
  void shouldCarryAHundredThousandOutstandingListeners() throws Exception {
    Harness.close(wal);
    wal =
        Wal.open(
            disk,
            Harness.lazy(variant)
                .withSegmentBytes(8 << 20)
                .withBufferBytes(16 << 20)
                .withGroup(4 << 20, 0, 5));
    Hold hold = holdWrites();
    boolean oneByOne = variant.policy() == Variant.Policy.PER_COMMIT;
    int count = oneByOne ? MANY / 50 : MANY; // a write and a sync each
    for (int i = 0; i < count; i++) {
      wal.commit(wal.append(Harness.record(seed, i, 8)), calls);
    }
    assertTrue(variant == Variant.MEMORY || calls.count.get() == 0, "all of them outstand");
    hold.release();
    calls.await(count);

    calls.requireSuccess();
    assertEquals(range(1, count), calls.lsns());
  }

  @Test
  void shouldCarryAHundredThousandListenersOfOneRecord() throws Exception {
    Hold hold = holdWrites();
    Harness.append(wal, seed, 1, 100);
    for (int i = 0; i < MANY; i++) {
      wal.commit(1, calls);
    }
    hold.release();
    calls.await(MANY);
    calls.requireSuccess();
  }

  @Test
  void shouldFailWhoWaitsForWhatIsCutOff() throws Exception {
    assumeTrue(variant != Variant.MEMORY, "memory: can't be cut");
    wal.await(Harness.append(wal, seed, 10, 100), Level.SYNCED);
    Harness.append(wal, seed, 10, 100); // not written
    Hold hold =
        new Hold(op ->
            op.kind() == Operation.Kind.SYNC_DIRECTORY
                && !Thread.currentThread().getName().startsWith("ackmark-"));
    disk.hook(hold);
    Background<Void> cut =
        Background.start(() -> {
          wal.truncateAfter(10);
          return null;
        });
    hold.awaitArrivals(1); // the cut has begun
    List<Background<Void>> waiters = new ArrayList<>();
    for (long lsn = 11; lsn <= 20; lsn++) {
      wal.await(lsn, Level.SYNCED, calls);
      wal.await(lsn, Level.WRITTEN, brief);
      waiters.add(Background.await(wal, lsn, Level.SYNCED));
      waiters.add(Background.await(wal, lsn, Level.WRITTEN));
    }
    for (Background<Void> waiter : waiters) {
      waiter.awaitBlocked();
    }
    hold.release();
    cut.join();

    calls.await(20);
    calls.failures().forEach(failure -> assertNotNull(failure, "acknowledged, though cut off"));
    for (Background<Void> waiter : waiters) {
      assertInstanceOf(IOException.class, waiter.failure(), "acknowledged, though cut off");
    }
    assertEquals(11, Harness.append(wal, seed + 1, 1, 100));
    Background.commit(wal, 11).join();
  }

  @Test
  void shouldTellEachListenerOnceWhenACutRacesWithItsRecord() throws Exception {
    assumeTrue(variant != Variant.MEMORY, "memory: can't be cut");
    long kept = 0;
    int registered = 0;
    for (int round = 1; round <= 10; round++) {
      long last = Harness.append(wal, seed, 40, 100);
      for (long lsn = kept + 1; lsn <= last; lsn++, registered++) {
        wal.await(lsn, Level.SYNCED, lsn % 3 == 0 ? brief : calls);
      }
      kept += 20;
      wal.truncateAfter(kept);
      calls.await(registered);
      assertEquals(kept, wal.appendedLsn());
      assertEquals(kept, wal.durableLsn());
    }
    long failed = calls.failures().stream().filter(Objects::nonNull).count();
    assertTrue(failed <= registered / 2, "failed=" + failed + ", and half of them were kept");
    Harness.close(wal);
    wal = Wal.open(disk, Harness.lazy(variant));
    Harness.requireAppended(wal, seed, 1, kept, 100);
  }
}
