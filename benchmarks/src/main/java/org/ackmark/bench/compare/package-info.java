/**
 * Finds what is to be compared, and by which margin, for the commands that compare: the arms of a
 * run, two runs, a run and a baseline. The statistics are in {@code results}.
 */
package org.ackmark.bench.compare;
