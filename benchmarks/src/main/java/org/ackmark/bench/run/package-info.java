/**
 * A run from its first check to its table.
 *
 * <pre>
 *   RunSession ── RunPlan (profile, schedule, estimate, foreign logs)
 *      ├── WorkDirectory, Doctor, BlockProbe (device floors before and after each block)
 *      ├── ObservationRunner ── SegmentStock, JmhFork (one JVM), Settling
 *      ├── BlockRecord ── ObservationFile (appended as they end, judged when their block ends)
 *      └── ProgressLine, Interruption
 * </pre>
 *
 * <p>One observation is one JMH run of one fork. The forks of several arms live at once and take
 * turns ({@code bench.turns}). Depends on the benchmarks, the profile, the probe, the doctor and
 * the results; knows no command line.
 */
package org.ackmark.bench.run;
