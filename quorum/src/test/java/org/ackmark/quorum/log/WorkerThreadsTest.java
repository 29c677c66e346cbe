package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a log end when all that was handed to them is done, and not before. */
@Timeout(30)
class WorkerThreadsTest {

  // An executor's own close drops what waits when its caller is interrupted.
  @Test
  void shouldTellAllWhoWaitThoughWhoeverClosesItIsInterrupted() throws Exception {
    Workers workers = Workers.threads("test");
    List<String> told = new CopyOnWriteArrayList<>();
    CountDownLatch telling = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    workers.completions().execute(() -> told.add(slowly(telling, goOn)));
    workers.completions().execute(() -> told.add("second"));
    telling.await();
    Thread closer =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              workers.close();
              told.add("closed, interrupted=" + Thread.currentThread().isInterrupted());
            });
    closer.join(100); // it has gone too far by then, if it does
    goOn.countDown();
    closer.join();
    assertEquals(List.of("first", "second", "closed, interrupted=true"), told);
  }

  private static String slowly(CountDownLatch telling, CountDownLatch goOn) {
    telling.countDown();
    try {
      goOn.await();
      return "first";
    } catch (InterruptedException e) {
      return "a listener was interrupted";
    }
  }

  @Test
  void shouldLetAListenerCloseThem() throws Exception {
    Workers workers = Workers.threads("test");
    CountDownLatch closed = new CountDownLatch(1);
    workers
        .completions()
        .execute(() -> {
          workers.close();
          closed.countDown();
        });
    closed.await();
    boolean[] ran = {false};
    workers.completions().execute(() -> ran[0] = true);
    assertTrue(!ran[0], "what comes after the end is dropped");
  }

  @Test
  void shouldLetNobodyWaitOnTheThreadThatWouldWakeHim() throws Exception {
    try (WorkerThread network = new WorkerThread("network");
        Workers workers = Workers.onNetwork("test", network)) {
      CountDownLatch told = new CountDownLatch(1);
      boolean[] mayBlock = {true};
      workers
          .completions()
          .execute(() -> {
            mayBlock[0] = workers.mayBlock();
            told.countDown();
          });
      told.await();
      assertFalse(mayBlock[0], "a listener may not");
      assertTrue(workers.mayBlock(), "others may");
    }
  }

  @Test
  void shouldTellAllWhoWaitOnTheNetworksThreadBeforeItEnds() {
    List<Integer> told = new CopyOnWriteArrayList<>();
    try (WorkerThread network = new WorkerThread("network")) {
      Workers workers = Workers.onNetwork("test", network);
      for (int i = 0; i < 100; i++) {
        int each = i;
        workers.completions().execute(() -> told.add(each));
      }
      workers.close();
      assertEquals(100, told.size());
      workers.completions().execute(() -> told.add(100));
    }
    assertEquals(100, told.size(), "what comes after the end is dropped");
  }
}
