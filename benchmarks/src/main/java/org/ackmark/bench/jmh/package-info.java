/**
 * The JMH benchmarks: each written once, for every variant and every foreign log.
 *
 * <pre>
 *   LogBenchmark    one JMH thread per writer        ─┐
 *   StoreBenchmark  the same over the store          ─┼─ Rig ── Wal | LogStore
 *   LoopBenchmark   callbacks or virtual threads     ─┘   ├──── Meter ── Writer (one per thread)
 *   RecoveryBenchmark, SnapshotBenchmark (single shot)    └──── Recycler, BackgroundWriter
 * </pre>
 *
 * <p>What to do comes into the JVM as an {@link org.ackmark.bench.jmh.Assignment}, the figures
 * leave it as JMH's secondary results ({@link org.ackmark.bench.jmh.MeterProfiler}) and as
 * histogram files. Latency is never taken from JMH's own samples. Depends on the log, the store,
 * the results model and {@code bench.env}; everything here runs in JMH's forks.
 */
package org.ackmark.bench.jmh;
