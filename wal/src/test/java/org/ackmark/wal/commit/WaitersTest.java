package org.ackmark.wal.commit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody may stay parked whose LSN is durable. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitersTest {
  private final Waiters waiters = new Waiters();
  private final AtomicLong durable = new AtomicLong();

  /** Two syncs end at a time: the second finds the list empty, as the first is looking at it. */
  @Test
  void shouldWakeWhoIsSettledWhileAnotherThreadLooksAtTheList() throws Exception {
    CountDownLatch enlisted = new CountDownLatch(1);
    Thread waiter =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                waiters.await(1, lsn -> lsn <= durable.get(), enlisted::countDown);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    enlisted.await();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    AtomicBoolean second = new AtomicBoolean();
    waiters.wake(lsn -> {
      boolean settled = lsn <= durable.get();
      if (second.compareAndSet(false, true)) {
        durable.set(1);
        waiters.wake(at -> at <= durable.get());
      }
      return settled;
    });

    waiter.join(TimeUnit.SECONDS.toMillis(10));
    assertTrue(second.get());
    assertFalse(waiter.isAlive(), "durable, and never woken");
  }

  @Test
  void shouldGiveUpAtItsDeadlineAndBeWokenBeforeIt() throws Exception {
    Waiters.Settled settled = lsn -> lsn <= durable.get();
    assertFalse(waiters.await(1, settled, System.nanoTime() + 1_000_000));
    Thread syncing =
        Thread.ofPlatform()
            .start(() -> {
              durable.set(1);
              waiters.wake(settled);
            });
    assertTrue(waiters.await(1, settled, System.nanoTime() + TimeUnit.SECONDS.toNanos(50)));
    syncing.join();
    assertTrue(waiters.await(1, settled, System.nanoTime()), "it is there, whatever the time");
  }
}
