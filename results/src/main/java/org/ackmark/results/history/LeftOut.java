package org.ackmark.results.history;

/**
 * A run, or a point of it, that is in no series.
 *
 * @param run its name, or that of its directory where it can't be read
 * @param point which point; absent if it is the whole run
 * @param reason why
 */
public record LeftOut(String run, String point, String reason) {}
