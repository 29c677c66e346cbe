package org.ackmark.quorum.register;

import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.NodeId;

/** Leaves replicas as they are. */
final class NoRepair implements Repair {
  @Override
  public CompletionStage<Void> repair(Reading reading, long deadlineNs) {
    return DONE;
  }

  @Override
  public void late(Reading reading, NodeId replica, RegisterMessage.Held held) {
    // it stays stale
  }
}
