package org.ackmark.quorum.net;

/** How the messages of one protocol look as bytes. Stateless; any number of threads may use it. */
public interface Codec {

  /** Tells this protocol from others on the same network; never given to another one. */
  int protocol();

  /** Whether this is a message of it. */
  boolean covers(Message message);

  /** Writes a message that it covers. */
  void write(Message message, WireOut out);

  /**
   * Reads a message.
   *
   * @throws BadMessageException when these bytes are none
   */
  Message read(WireIn in) throws BadMessageException;
}
