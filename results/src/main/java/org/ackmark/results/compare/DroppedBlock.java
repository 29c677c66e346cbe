package org.ackmark.results.compare;

/**
 * A block that counts for no arm.
 *
 * @param block counted from 0
 * @param reason why
 */
public record DroppedBlock(int block, String reason) {}
