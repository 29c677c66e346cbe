package org.ackmark.quorum.register;

import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;

/** What a coordinator works with. */
record Means(NodeId self, RegisterOptions options, Network network, Timer timer) {

  /** When an operation that begins now must have ended. */
  long deadlineNs() {
    return timer.nowNs() + options.timeout().toNanos();
  }

  /** Sends a request whose answer nobody waits for. */
  void tell(NodeId to, RegisterMessage request) {
    network.send(self, to, request, (from, reply) -> {});
  }
}
