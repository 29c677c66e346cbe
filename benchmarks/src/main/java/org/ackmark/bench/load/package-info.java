/**
 * The open loop: records are sent at times that were fixed beforehand, whatever the log does, and
 * are timed from there.
 *
 * <pre>
 *   LoadSession ── LoadPlan, doctor, files of the run
 *      ├── Rates (GivenRates, Sweep, Search): which rate comes next
 *      └── RateObserver ── RateRunner ── LoadFork, in a JVM of its own ── Measurement
 *             └── LoadFigures, RateVerdict        OpenLoop ── InFlight ── LoadedLog: one, or replicas
 *                                                 PauseMeter, WatchedDisk ── Attribution
 * </pre>
 *
 * <p>Coordinated omission is what this is built against (G. Tene, wrk2): a loop that waits for a
 * stalled log sends nothing meanwhile, and so hardly sees the stall. Here every record that was due
 * during the stall counts with the time that it waited. Depends on the log, the results model, the
 * doctor, the probe and {@code bench.run}'s handling of files; knows no command line.
 */
package org.ackmark.bench.load;
