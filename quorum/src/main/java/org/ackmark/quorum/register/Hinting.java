package org.ackmark.quorum.register;

import java.util.List;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;

/**
 * Leaves a write that replicas have not acknowledged in time with fallback nodes, whether or not
 * the write has ended meanwhile.
 */
final class Hinting {
  private static final RegisterMessage.Stored AS_GOOD_AS_STORED = new RegisterMessage.Stored();

  private final Means means;
  private final Handoff handoff;

  Hinting(Means means) {
    this.means = means;
    this.handoff = means.options().handoff();
  }

  /** Watches a write that is about to be sent. */
  void watch(RegisterMessage.Store store, Round<RegisterMessage.Stored> round) {
    if (handoff.mode() == Handoff.Mode.NONE) {
      return;
    }
    if (handoff.mode() == Handoff.Mode.SLOPPY) {
      round.allowSubstitutes();
    }
    means.timer().schedule(handoff.delay().toNanos(), () -> leaveHints(store, round));
  }

  private void leaveHints(RegisterMessage.Store store, Round<RegisterMessage.Stored> round) {
    List<NodeId> missing =
        means.options().replicas().stream().filter(replica -> !round.hasAnswered(replica)).toList();
    for (int i = 0; i < missing.size(); i++) {
      leaveHint(store, round, missing.get(i), i);
    }
  }

  private void leaveHint(
      RegisterMessage.Store store, Round<RegisterMessage.Stored> round, NodeId replica, int place) {
    List<NodeId> fallbacks = handoff.fallbacks();
    boolean counts = handoff.mode() == Handoff.Mode.SLOPPY && place < fallbacks.size();
    means
        .network()
        .send(
            means.self(),
            fallbacks.get(place % fallbacks.size()),
            new RegisterMessage.StoreHint(replica, store),
            (from, reply) -> {
              if (counts && isKept(reply)) {
                round.answered(replica, AS_GOOD_AS_STORED);
              }
            });
  }

  private static boolean isKept(Message reply) {
    return reply instanceof RegisterMessage.HintStored;
  }
}
