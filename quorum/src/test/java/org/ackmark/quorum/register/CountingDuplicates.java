package org.ackmark.quorum.register;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;

/** Takes a second copy of a replica's answer for the answer of another one that was asked too. */
final class CountingDuplicates implements Network {
  private final Network network;

  /** Who has not answered yet, by request: a round sends the same to all. */
  private final IdentityHashMap<Message, Map<NodeId, ReplyListener>> asked =
      new IdentityHashMap<>();

  CountingDuplicates(Network network) {
    this.network = network;
  }

  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    Map<NodeId, ReplyListener> waiting =
        asked.computeIfAbsent(request, key -> new LinkedHashMap<>());
    waiting.put(to, listener);
    network.send(
        from,
        to,
        request,
        (replica, reply) -> {
          ReplyListener first = waiting.remove(replica);
          if (first != null) {
            first.replied(replica, reply);
          } else if (!waiting.isEmpty()) {
            NodeId other = waiting.keySet().iterator().next();
            waiting.remove(other).replied(other, reply);
          }
        });
  }
}
