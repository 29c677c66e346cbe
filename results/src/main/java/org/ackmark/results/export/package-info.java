/**
 * Runs in the formats that other tools read: one class for each.
 *
 * <pre>
 *   jmh       the array of JMH, for its viewers and plugins
 *   benchfmt  the Go benchmark format, for benchstat
 *   bmf       Bencher Metric Format
 *   gha       the two custom files of github-action-benchmark
 *   otava     CSV for Apache Otava: a row for each run
 * </pre>
 *
 * <p>All of them are made from the observations, so that what failed or was disturbed can be left
 * out, an arm can be chosen, and every point is told apart by everything that sets it apart. The
 * {@code jmh.json} of a run is none of these: it is what JMH itself wrote, all forks of all arms,
 * whatever became of them, and it stays as it is.
 *
 * <p>Depends on the packages of the records, of the environment, of JSON and of JMH's results.
 */
package org.ackmark.results.export;
