package org.ackmark.quorum.log;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.net.NodeId;

/** Who has promised a leader its term, and with what history. For one thread at a time. */
final class Promises {
  /** A replica and what it has promised. */
  record Given(NodeId node, Promise promise) {}

  private final Map<NodeId, Promise> given = new TreeMap<>();

  void add(NodeId node, Promise promise) {
    given.put(node, promise);
  }

  void clear() {
    given.clear();
  }

  Set<NodeId> nodes() {
    return given.keySet();
  }

  /** The best history; {@code self}'s, which has promised, unless another one is better. */
  Given best(NodeId self, Rules rules) {
    Given best = new Given(self, given.get(self));
    for (Map.Entry<NodeId, Promise> each : given.entrySet()) {
      if (rules.better(each.getValue(), best.promise)) {
        best = new Given(each.getKey(), each.getValue());
      }
    }
    return best;
  }
}
