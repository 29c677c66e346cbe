package org.ackmark.bench.replicas;

import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;
import org.ackmark.quorum.register.RegisterMessage;

/**
 * A network that holds the writes to one replica, and not the reads: that replica answers as soon
 * as the others, with what is older. What is measured over it is to be called emulated. Safe for
 * any number of threads.
 *
 * @param network the way to all
 * @param replica the one
 * @param lagNs how long its writes are held
 */
record LaggingReplica(Network network, Timer timer, NodeId replica, long lagNs) implements Network {
  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    if (to.equals(replica) && request instanceof RegisterMessage.Store) {
      timer.schedule(lagNs, () -> network.send(from, to, request, listener));
    } else {
      network.send(from, to, request, listener);
    }
  }
}
