package org.ackmark.quorum.net;

/**
 * A replica or client.
 *
 * @param number replicas count from 0; unique in a cluster
 * @param name for people, such as athens
 */
public record NodeId(int number, String name) implements Comparable<NodeId> {
  /** Checks the number. */
  public NodeId {
    if (number < 0 || name == null || name.isBlank()) {
      throw new IllegalArgumentException("number=" + number + ", name=" + name);
    }
  }

  @Override
  public int compareTo(NodeId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return name;
  }
}
