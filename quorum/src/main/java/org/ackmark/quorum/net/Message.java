package org.ackmark.quorum.net;

/** A request or a reply; each protocol has its own, all of them immutable. */
public interface Message {}
