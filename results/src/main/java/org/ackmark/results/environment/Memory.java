package org.ackmark.results.environment;

/**
 * The main memory.
 *
 * @param totalBytes what the kernel manages; differs a little from boot to boot
 * @param availableBytes what could be had without swapping; absent if unknown
 */
public record Memory(long totalBytes, Long availableBytes) {}
