package org.ackmark.quorum.sim;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ackmark.quorum.net.NodeId;

/** Which links are cut or slow. A link has a direction; a node always reaches itself. */
final class Links {
  private final Set<Link> partitioned = new HashSet<>();
  private final Set<Link> cut = new HashSet<>();
  private final Map<Link, Long> slowness = new HashMap<>();

  void partition(Collection<NodeId> side, Collection<NodeId> otherSide) {
    for (NodeId one : side) {
      for (NodeId other : otherSide) {
        partitioned.add(new Link(one, other));
        partitioned.add(new Link(other, one));
      }
    }
  }

  void cut(NodeId from, NodeId to) {
    cut.add(new Link(from, to));
  }

  void slow(NodeId from, NodeId to, long delayNs) {
    slowness.put(new Link(from, to), delayNs);
  }

  void heal() {
    partitioned.clear();
    cut.clear();
    slowness.clear();
  }

  /** Why a message can't pass; null when it can. */
  FaultKind obstacle(NodeId from, NodeId to) {
    Link link = new Link(from, to);
    if (from.equals(to)) {
      return null;
    }
    if (partitioned.contains(link)) {
      return FaultKind.PARTITION;
    }
    return cut.contains(link) ? FaultKind.ONE_WAY_CUT : null;
  }

  long extraDelayNs(NodeId from, NodeId to) {
    return from.equals(to) ? 0 : slowness.getOrDefault(new Link(from, to), 0L);
  }
}
