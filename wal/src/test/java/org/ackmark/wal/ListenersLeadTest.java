package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners that append the next record: who syncs for them, and who when they are slow. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"GROUP", "MMAP_GROUP"})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenersLeadTest {
  private static final int LOOPS = 16;

  @Parameter Variant variant;

  private final long seed = Harness.seed();
  private final SimDisk disk = new SimDisk("sim");
  private final Map<Thread, AtomicInteger> syncs = new ConcurrentHashMap<>();
  private final AtomicReference<Thread> telling = new AtomicReference<>();
  private final AtomicInteger told = new AtomicInteger();
  private volatile boolean running = true;
  private volatile IOException failed;
  private Wal wal;

  @BeforeEach
  void open() throws IOException {
    disk.syncDelay(Duration.ofMillis(5)); // longer than LOOPS listeners take
    wal = Wal.open(disk, Harness.lazy(variant));
    disk.hook(op -> {
      if (op.kind() == Operation.Kind.SYNC) {
        syncs.computeIfAbsent(Thread.currentThread(), _ -> new AtomicInteger()).incrementAndGet();
      }
    });
  }

  @AfterEach
  void close() throws Exception {
    running = false;
    Harness.close(wal);
    assertNull(failed);
  }

  /** One writer's loop: each acknowledgement appends the next record. */
  private void next(long lsn, IOException failure) {
    telling.set(Thread.currentThread());
    told.incrementAndGet();
    if (failure == null && running) {
      try {
        wal.commit(Harness.append(wal, seed, 1, 100), this::next);
      } catch (IOException e) {
        failed = e;
      }
    }
  }

  private void startLoops() throws IOException {
    for (int i = 0; i < LOOPS; i++) {
      wal.commit(Harness.append(wal, seed, 1, 100), this::next);
    }
  }

  private void awaitTold(int more) throws InterruptedException {
    int goal = told.get() + more;
    Harness.await("told=" + told + " goal=" + goal, () -> told.get() >= goal);
  }

  private int syncsOf(Thread thread) {
    return syncs.containsKey(thread) ? syncs.get(thread).get() : 0;
  }

  private int syncs() {
    return syncs.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  @Test
  void shouldWakeNobodyBetweenTwoSyncs() throws Exception {
    startLoops();
    awaitTold(50 * LOOPS);
    int before = syncs();
    int own = syncsOf(telling.get());
    awaitTold(100 * LOOPS);

    int all = syncs() - before;
    assertTrue(2 * (syncsOf(telling.get()) - own) > all, "others led the groups: " + syncs);
    assertTrue(all < 200, "the loops don't share their syncs: " + all);
  }

  /**
   * The completion thread is stuck in a listener, and what listeners appended before must go on.
   */
  @Test
  void shouldSyncWhatListenersAppendedThoughOneOfThemBlocks() throws Exception {
    startLoops();
    awaitTold(50 * LOOPS);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    wal.commit(Harness.append(wal, seed, 1, 100), (_, _) -> await(entered, released));
    entered.await();
    long appended = wal.appendedLsn();
    int toldBefore = told.get();

    Harness.await("durable=" + wal.durableLsn(), () -> wal.durableLsn() >= appended);
    Background<Void> other = Background.commit(wal, Harness.append(wal, seed, 1, 100));
    other.join();
    assertEquals(toldBefore, told.get(), "two listeners at a time");
    released.countDown();
    awaitTold(10 * LOOPS);
  }

  private static void await(CountDownLatch entered, CountDownLatch released) {
    entered.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A listener that asks for less than a sync does not wait for one. */
  @Test
  void shouldNotLeadOnceAListenerAsksForLessThanASync() throws Exception {
    startLoops();
    awaitTold(50 * LOOPS);
    AtomicInteger early = new AtomicInteger();
    wal.await(Harness.append(wal, seed, 1, 100), Level.RECEIVED, (_, _) -> early.incrementAndGet());
    Harness.await("early=" + early, () -> early.get() == 1);
    awaitTold(2 * LOOPS); // a sync that the thread had begun
    int own = syncsOf(telling.get());
    awaitTold(50 * LOOPS);
    assertEquals(own, syncsOf(telling.get()), () -> "syncs=" + syncs);
  }

  /** Its sync takes long, and the committer, which found the lead taken, sleeps by then. */
  @Test
  void shouldSyncForAListenerWhoCameWhileTheCompletionThreadLed() throws Exception {
    startLoops();
    awaitTold(50 * LOOPS);
    CountDownLatch led = new CountDownLatch(1);
    disk.hook(op -> {
      if (op.kind() == Operation.Kind.SYNC && Thread.currentThread() == telling.get()) {
        disk.syncDelay(Duration.ofMillis(100));
        running = false;
        led.countDown();
      }
    });
    led.await();
    AtomicInteger last = new AtomicInteger();
    wal.commit(Harness.append(wal, seed, 1, 100), (_, _) -> last.incrementAndGet());

    Harness.await("last=" + last, () -> last.get() == 1);
  }
}
