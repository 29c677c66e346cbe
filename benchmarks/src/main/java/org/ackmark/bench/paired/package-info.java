/**
 * A log against the floor of its device, in one process: slices of the log's closed loop and of
 * plain writes and syncs alternate, so that a device that drifts moves both, and the median of the
 * pairs' ratios is the figure.
 */
package org.ackmark.bench.paired;
