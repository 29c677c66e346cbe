package org.ackmark.quorum.net;

/** What a node does with requests. */
public interface Service {

  /**
   * Handles a request. Must not block for long: later requests to this node wait. The same request
   * may come twice, and requests may overtake each other.
   *
   * @param replier may be used at once, or later from any thread, at most once; or never
   */
  void handle(NodeId from, Message request, Replier replier);

  /** The way back to whoever asked. */
  @FunctionalInterface
  interface Replier {
    /** Sends the reply; it may be lost. */
    void reply(Message reply);
  }
}
