/**
 * By how much a machine differs from itself: what a margin must be, and how many blocks are needed,
 * so that what changed is found and what did not is said to be the same; and how often comparisons
 * then are right, as a long run of known differences tells. Depends on the records, their files,
 * the statistics, and on what a margin is.
 */
package org.ackmark.results.calibration;
