/**
 * The device floor: what one write and its sync cost in a directory, without a log.
 *
 * <pre>
 *   Probe ── ProbePlan ── Setting (ProbeMethod × size × depth)
 *      └──── PointRun ── WriteLoop | DeepLoop ── LogFile (the log's own system calls)
 *   Floor     one setting, measured in slices, to stand beside a log's slices
 *   FioCheck  the same jobs by fio, where it is installed
 * </pre>
 *
 * <p>Every return code is checked: a failed write or sync ends the probe. Depends on {@code
 * org.ackmark.wal.io}, {@code bench.env} and the results model.
 */
package org.ackmark.bench.probe;
