package org.ackmark.quorum.log;

import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;

/**
 * Where a leader finds itself.
 *
 * @param self its own node
 * @param members all replicas, {@code self} among them, each with a number of its own, which its
 *     terms bear; the same for every leader of this log
 * @param quorum N members, of whom W acknowledge at its level
 * @param workers are closed with the log
 */
public record LogCluster(
    NodeId self,
    List<NodeId> members,
    Quorum quorum,
    Network network,
    Timer timer,
    Workers workers,
    LogOptions options) {

  /** Checks that the numbers agree. */
  public LogCluster {
    members = List.copyOf(members);
    boolean distinct = members.stream().map(NodeId::number).distinct().count() == members.size();
    if (!distinct || !members.contains(self) || members.size() != quorum.n()) {
      throw new IllegalArgumentException(
          "self=" + self + " members=" + numbered(members) + " n=" + quorum.n());
    }
  }

  private static List<String> numbered(List<NodeId> members) {
    return members.stream().map(node -> node.number() + ":" + node).toList();
  }

  /** All but this node. */
  List<NodeId> others() {
    return members.stream().filter(node -> !node.equals(self)).toList();
  }
}
