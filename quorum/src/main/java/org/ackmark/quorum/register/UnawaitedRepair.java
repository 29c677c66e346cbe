package org.ackmark.quorum.register;

import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.NodeId;

/** Sends stale replicas what they lack, and does not wait. */
final class UnawaitedRepair implements Repair {
  private final Means means;

  UnawaitedRepair(Means means) {
    this.means = means;
  }

  @Override
  public CompletionStage<Void> repair(Reading reading, long deadlineNs) {
    reading.stale().forEach(replica -> means.tell(replica, reading.store()));
    return DONE;
  }

  @Override
  public void late(Reading reading, NodeId replica, RegisterMessage.Held held) {
    if (reading.isStale(held)) {
      means.tell(replica, reading.store());
    }
  }
}
