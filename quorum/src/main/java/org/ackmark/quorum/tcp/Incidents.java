package org.ackmark.quorum.tcp;

import java.net.SocketAddress;

/** Is told of what goes wrong on a network; called on its thread, which it must not block. */
@FunctionalInterface
public interface Incidents {

  /**
   * A connection was refused or ended, and why.
   *
   * @param remote the other side
   * @param reason one sentence; holds nothing secret
   */
  void ended(SocketAddress remote, String reason);
}
