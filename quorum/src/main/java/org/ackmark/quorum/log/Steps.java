package org.ackmark.quorum.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The steps of something that has one outcome, taken one at a time by whatever thread has one to
 * take; none after the last. Who waits for the outcome is told with no lock held, since he may
 * block until another thread has taken its step. Thread-safe.
 */
final class Steps<T> {
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private Runnable ending; // completes the outcome; null until the last step; guarded by this

  /** What comes of it. */
  CompletableFuture<T> outcome() {
    return outcome;
  }

  /** Takes a step, which may be within another one, unless it is over. */
  void take(Runnable step) {
    Runnable telling;
    synchronized (this) {
      if (ending == null) {
        step.run();
      }
      telling = ending;
    }
    if (telling != null && !Thread.holdsLock(this)) {
      telling.run();
    }
  }

  synchronized boolean isOver() {
    return ending != null;
  }

  /** Ends it, unless it is over; whether it did. */
  boolean succeed(T value) {
    return end(() -> outcome.complete(value));
  }

  /** Ends it, unless it is over; whether it did. */
  boolean fail(Exception failure) {
    return end(() -> outcome.completeExceptionally(failure));
  }

  private boolean end(Runnable telling) {
    AtomicBoolean ends = new AtomicBoolean();
    take(() -> {
      ending = telling;
      ends.set(true);
    });
    return ends.get();
  }
}
