package org.ackmark.bench.profile;

/**
 * One line of a run list. Immutable.
 *
 * @param block the block, counted from 1
 * @param position its place in that block, counted from 1
 * @param point what is measured
 * @param arm which build or configuration; null when the run has only one
 */
public record PlannedObservation(int block, int position, Point point, String arm) {}
