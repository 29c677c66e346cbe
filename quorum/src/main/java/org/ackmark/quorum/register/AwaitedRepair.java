package org.ackmark.quorum.register;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.NodeId;

/**
 * Has a read return only when enough replicas are known to hold what it returns. They often are
 * already; then what is stale is told without waiting.
 */
final class AwaitedRepair implements Repair {
  private static final RegisterMessage.Stored HOLDS = new RegisterMessage.Stored();

  private final Means means;
  private final int copies;
  private final boolean anyReplica;
  private final HedgeDelay hedge;
  private final Repair unawaited;

  private AwaitedRepair(Means means, int copies, boolean anyReplica) {
    this.means = means;
    this.copies = copies;
    this.anyReplica = anyReplica;
    this.hedge = HedgeDelay.of(means.options().hedging());
    this.unawaited = new UnawaitedRepair(means);
  }

  /** Until that many of those that answered hold it, or all of them. */
  static AwaitedRepair ofThoseThatAnswered(Means means, int copies) {
    return new AwaitedRepair(means, copies, false);
  }

  /** Until that many replicas hold it, whichever they are. */
  static AwaitedRepair ofAnyReplica(Means means, int copies) {
    return new AwaitedRepair(means, copies, true);
  }

  @Override
  public CompletionStage<Void> repair(Reading reading, long deadlineNs) {
    List<NodeId> holders = reading.holders();
    int needed = anyReplica ? copies : Math.min(copies, reading.answers().size());
    if (holders.size() >= needed || reading.newest().tag().equals(Tag.NONE)) {
      return unawaited.repair(reading, deadlineNs);
    }
    return new Round<>(means, Phase.WRITE_BACK, RegisterMessage.Stored.class, needed)
        .knowing(holders, HOLDS)
        .ask(reading.store(), targets(reading), hedge, deadlineNs)
        .thenApply(answers -> null);
  }

  /** Those that answered first, as they are known to be there. */
  private List<NodeId> targets(Reading reading) {
    List<NodeId> targets = new ArrayList<>(reading.stale());
    if (anyReplica) {
      means.options().replicas().stream()
          .filter(replica -> !reading.answers().containsKey(replica))
          .forEach(targets::add);
    }
    return targets;
  }

  @Override
  public void late(Reading reading, NodeId replica, RegisterMessage.Held held) {
    unawaited.late(reading, replica, held);
  }
}
