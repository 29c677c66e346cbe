package org.ackmark.bench.profile;

/**
 * One line of a run list. Immutable.
 *
 * @param block the block, counted from 1
 * @param position its place in that block, counted from 1
 * @param point what is measured
 */
public record PlannedObservation(int block, int position, Point point) {}
