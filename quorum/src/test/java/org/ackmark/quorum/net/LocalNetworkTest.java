package org.ackmark.quorum.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages and timers with real threads. */
@Timeout(30)
class LocalNetworkTest {
  private static final NodeId ALICE = new NodeId(9, "alice");
  private static final NodeId ATHENS = new NodeId(0, "athens");

  private final LocalNetwork network = new LocalNetwork();
  private final LocalTimer timer = new LocalTimer();

  private record Text(String text) implements Message {}

  @AfterEach
  void close() {
    network.close();
    timer.close();
  }

  private CompletableFuture<Message> ask(String text) {
    CompletableFuture<Message> reply = new CompletableFuture<>();
    network.send(ALICE, ATHENS, new Text(text), (from, message) -> reply.complete(message));
    return reply;
  }

  @Test
  void shouldCarryRequestsAndRepliesInTheOrderTheyWereSent() throws Exception {
    network.join(ALICE);
    network.join(ATHENS, (from, request, replier) -> replier.reply(request));
    LinkedBlockingQueue<Message> replies = new LinkedBlockingQueue<>();
    List<Message> sent = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sent.add(new Text("" + i));
      network.send(ALICE, ATHENS, sent.getLast(), (from, reply) -> replies.add(reply));
    }
    for (Message expected : sent) {
      assertEquals(expected, replies.take());
    }
  }

  @Test
  void shouldLoseMessagesToANodeThatLeftAndReachItAgainWhenItIsBack() throws Exception {
    network.join(ALICE);
    network.join(ATHENS, (from, request, replier) -> replier.reply(request));
    ask("here").get();
    network.leave(ATHENS);
    CompletableFuture<Message> lost = ask("gone");
    network.join(ATHENS, (from, request, replier) -> replier.reply(request));
    ask("back").get();
    assertTrue(!lost.isDone());
  }

  // A timer of its may still run, and must go on when the node is back.
  @Test
  void shouldLoseWhatANodeThatLeftStillSends() throws Exception {
    network.join(ALICE);
    network.join(ATHENS, (from, request, replier) -> replier.reply(request));
    network.leave(ALICE);
    CompletableFuture<Message> lost = ask("gone");
    network.join(ALICE);
    assertEquals(new Text("back"), ask("back").get());
    assertTrue(!lost.isDone());
  }

  @Test
  void shouldLetAServiceReplyLaterFromAnotherThread() throws Exception {
    network.join(ALICE);
    network.join(
        ATHENS, (from, request, replier) -> timer.schedule(1000, () -> replier.reply(request)));
    assertEquals(new Text("later"), ask("later").get());
  }

  @Test
  void shouldRefuseASecondNodeOfTheSameNameAndASenderThatHasNotJoined() {
    network.join(ATHENS);
    assertThrows(IllegalArgumentException.class, () -> network.join(ATHENS));
    assertThrows(IllegalArgumentException.class, () -> ask("from nobody"));
  }

  @Test
  void shouldNotRunACancelledTaskAndRunTheOthersInTheOrderOfTheirTimes() throws Exception {
    LinkedBlockingQueue<String> ran = new LinkedBlockingQueue<>();
    timer.schedule(200_000_000, () -> ran.add("second"));
    Timer.Pending cancelled = timer.schedule(500_000_000, () -> ran.add("cancelled"));
    timer.schedule(1_000_000, () -> ran.add("first"));
    cancelled.cancel();
    assertEquals("first", ran.take());
    assertEquals("second", ran.take());
    CountDownLatch end = new CountDownLatch(1);
    timer.schedule(600_000_000, end::countDown);
    end.await();
    assertTrue(ran.isEmpty());
  }

  @Test
  void shouldGoOnAfterATaskThatThrows() throws Exception {
    CompletableFuture<Throwable> reported = new CompletableFuture<>();
    CountDownLatch next = new CountDownLatch(1);
    timer.schedule(
        0,
        () -> {
          Thread.currentThread()
              .setUncaughtExceptionHandler((thread, failure) -> reported.complete(failure));
          throw new IllegalStateException("on purpose");
        });
    assertEquals("on purpose", reported.get().getMessage());
    timer.schedule(0, next::countDown);
    next.await();
  }
}
