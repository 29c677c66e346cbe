package org.ackmark.quorum.tcp;

import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;

/**
 * Says what serves those who have proved that they belong to the cluster; called on the network's
 * thread, which it must not block.
 */
@FunctionalInterface
public interface Admission {

  /**
   * What serves a connection.
   *
   * @param from who connected
   * @param session what it wants to take part in: one node may take part in several
   * @throws IllegalArgumentException when that session can't be; the connection ends
   */
  Service service(NodeId from, String session);

  /** A connection that was served is gone. */
  default void left(NodeId from, String session) {
    // most have nothing to do then
  }
}
