package org.ackmark.quorum.register;

import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.wal.store.Bytes;

/** How a coordinator finds the tag of its next write. Never blocks. */
@FunctionalInterface
interface Tagging {
  /** A tag that this coordinator has never made before. */
  CompletionStage<Tag> next(Bytes key, long deadlineNs);

  /** The one of the protocol. */
  static Tagging of(Means means, TagGuard guard) {
    return switch (means.options().protocol()) {
      case LWW -> byClock(means, guard);
      case ABD -> byQuery(means, guard, means.options().quorum().r());
    };
  }

  /** The writer's wall clock, whatever the replicas hold. */
  static Tagging byClock(Means means, TagGuard guard) {
    return (key, deadlineNs) ->
        CompletableFuture.completedStage(guard.at(means.timer().wallMicros()));
  }

  /** Above the highest that so many replicas hold. */
  static Tagging byQuery(Means means, TagGuard guard, int replicas) {
    HedgeDelay hedge = HedgeDelay.of(means.options().hedging());
    return (key, deadlineNs) ->
        new Round<>(means, Phase.QUERY_TAG, RegisterMessage.TagHeld.class, replicas)
            .ask(new RegisterMessage.QueryTag(key), means.options().replicas(), hedge, deadlineNs)
            .thenApply(answers ->
                Collections.max(
                    answers.values().stream().map(RegisterMessage.TagHeld::tag).toList()))
            .thenApply(guard::above);
  }
}
