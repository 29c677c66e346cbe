package org.ackmark.quorum.net;

/**
 * Carries requests to nodes and their replies back: unreliable, unordered, never blocking. Any
 * number of threads may send.
 */
public interface Network {

  /**
   * Sends a request. The listener is called for every reply that comes, which may be none, and may
   * be more than one where the network duplicates; on a thread of the network, which it must not
   * block.
   *
   * @param from this side
   */
  void send(NodeId from, NodeId to, Message request, ReplyListener listener);

  /** Is told of a reply. */
  @FunctionalInterface
  interface ReplyListener {
    /** A reply of that node has come. */
    void replied(NodeId from, Message reply);
  }
}
