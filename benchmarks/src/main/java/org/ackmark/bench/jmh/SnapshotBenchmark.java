package org.ackmark.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a durable snapshot of a store take, so that its log can be cleaned? Written once,
 * in a JVM that has just started.
 *
 * <pre>
 *   ackmark jmh SnapshotBenchmark -p keys=100000
 * </pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SnapshotBenchmark {

  /** Writes and syncs the snapshot, and cleans the log. */
  @Benchmark
  public long snapshot(SnapshotState state) throws Exception {
    return state.rig().store().snapshot();
  }
}
