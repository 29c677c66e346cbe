package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One step at a time, one outcome, and nobody who hears of it is in the way of the next step. */
@Timeout(30)
class StepsTest {
  private final Steps<String> steps = new Steps<>();

  // As when a replica is closed that waits for its log, whose thread is about to take a step.
  @Test
  void shouldTellOfTheOutcomeWhenOthersCanTakeSteps() {
    List<Boolean> couldTakeOne = new ArrayList<>();
    CompletionStage<String> outcome = steps.outcome();
    outcome.thenAccept(value -> couldTakeOne.add(anotherThreadTakesAStep()));
    steps.take(() -> steps.take(() -> assertTrue(steps.succeed("within two steps"))));
    assertEquals(List.of(true), couldTakeOne);
  }

  private boolean anotherThreadTakesAStep() {
    CountDownLatch taken = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          steps.take(() -> {});
          taken.countDown();
        });
    try {
      return taken.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void shouldEndOnceAndTakeNoStepAfterTheLast() {
    assertTrue(steps.fail(new IOException("first")));
    assertFalse(steps.succeed("second"));
    assertFalse(steps.fail(new IOException("third")));
    steps.take(() -> {
      throw new AssertionError("a step after the last");
    });
    assertTrue(steps.isOver());
    CompletionException e = assertThrows(CompletionException.class, () -> steps.outcome().join());
    assertEquals("first", e.getCause().getMessage());
  }
}
