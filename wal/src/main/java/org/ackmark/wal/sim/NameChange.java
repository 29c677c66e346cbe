package org.ackmark.wal.sim;

import java.util.Map;

/**
 * A directory operation.
 *
 * @param from the name that goes; null for a creation
 * @param to the name that comes; null for a deletion
 */
record NameChange(String from, String to, Inode inode, long issue, Layer layer) implements Pending {

  boolean creates(Inode other) {
    return from == null && inode == other;
  }

  NameChange in(Layer other) {
    return new NameChange(from, to, inode, issue, other);
  }

  NameChange of(Inode other) {
    return new NameChange(from, to, other, issue, layer);
  }

  /** Carries it out; where changes before it were dropped, a file still has one name at most. */
  void apply(Map<String, Inode> names) {
    if (to == null) {
      names.remove(from, inode);
    } else {
      names.values().removeIf(other -> other == inode);
      names.put(to, inode);
    }
  }
}
