/**
 * A log against the floor of its device, in one process: slices of the log's closed loop and of
 * plain writes and syncs alternate, so that a device that drifts moves both, and the median of the
 * pairs' ratios is the figure. Between the pairs of a replicated log stand slices of one commit at
 * a time, with the sync and without: they tell which part of a commit is network, sync and queue.
 */
package org.ackmark.bench.paired;
