package org.ackmark.quorum.register;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.NodeId;

/** What a read does about replicas that hold less than it returns. */
interface Repair {
  /** Nothing to wait for. */
  CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  /**
   * Told when enough have answered.
   *
   * @return complete when the read may return; failed when it must not
   */
  CompletionStage<Void> repair(Reading reading, long deadlineNs);

  /** Told of an answer that came after that. */
  void late(Reading reading, NodeId replica, RegisterMessage.Held held);

  /** The one that the options ask for. */
  static Repair of(Means means) {
    RegisterOptions options = means.options();
    return switch (options.repair()) {
      case NONE -> new NoRepair();
      case ASYNC -> new UnawaitedRepair(means);
      case BLOCKING -> AwaitedRepair.ofThoseThatAnswered(means, options.quorum().w());
      case WRITE_BACK -> AwaitedRepair.ofAnyReplica(means, options.quorum().w());
    };
  }
}
