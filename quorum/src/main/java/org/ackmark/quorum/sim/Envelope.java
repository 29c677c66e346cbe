package org.ackmark.quorum.sim;

import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;

/**
 * A message on its way.
 *
 * @param reply whether it answers a request
 */
public record Envelope(NodeId from, NodeId to, Message message, boolean reply) {}
