package org.ackmark.quorum.sim;

import org.ackmark.quorum.net.NodeId;

/** One direction between two nodes. */
record Link(NodeId from, NodeId to) {}
