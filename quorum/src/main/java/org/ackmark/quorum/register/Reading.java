package org.ackmark.quorum.register;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Versioned;

/**
 * What replicas answered to one query.
 *
 * @param answers of R replicas or more, those that came first in front
 */
record Reading(Bytes key, Map<NodeId, RegisterMessage.Held> answers) {

  /** What the read returns: the highest tag, and its value. */
  RegisterMessage.Held newest() {
    return Collections.max(answers.values(), Comparator.comparing(RegisterMessage.Held::tag));
  }

  Versioned versioned() {
    return new Versioned(newest().tag().version(), newest().value());
  }

  /** Who is known to hold it. */
  List<NodeId> holders() {
    return answers.keySet().stream().filter(replica -> !isStale(answers.get(replica))).toList();
  }

  /** Who answered with less. */
  List<NodeId> stale() {
    return answers.keySet().stream().filter(replica -> isStale(answers.get(replica))).toList();
  }

  boolean isStale(RegisterMessage.Held held) {
    return held.tag().isOlderThan(newest().tag());
  }

  /** What a replica must be told to hold it too. */
  RegisterMessage.Store store() {
    return new RegisterMessage.Store(key, newest().tag(), newest().value());
  }
}
