package org.ackmark.results.environment;

/**
 * The state of a network interface when it was looked at.
 *
 * @param state the kernel's word, such as up or down; absent if unknown
 * @param duplex half or full; absent if unknown
 * @param receiveQueues absent if unknown
 * @param sendQueues absent if unknown
 * @param errors packets received or sent in error since boot; absent if unknown
 * @param drops packets dropped since boot, in either direction; absent if unknown
 */
public record NetworkLink(
    String state,
    String duplex,
    Integer receiveQueues,
    Integer sendQueues,
    Long errors,
    Long drops) {}
