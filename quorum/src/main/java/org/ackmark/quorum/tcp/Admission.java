package org.ackmark.quorum.tcp;

import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;

/** Says what serves those who have proved that they belong to the cluster. */
@FunctionalInterface
public interface Admission {

  /**
   * What serves a connection; called on the network's thread, which it must not block.
   *
   * @param from who connected
   * @param session what it wants to take part in: one node may take part in several
   */
  Service service(NodeId from, String session);
}
