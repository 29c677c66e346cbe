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
 * How long is a log unavailable after its process died? Opens it once, in a JVM that has just
 * started and with its files in the page cache, as a restarted process would.
 *
 * <pre>
 *   ackmark jmh RecoveryBenchmark -p logBytes=268435456
 * </pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class RecoveryBenchmark {

  /** Opens the log: finds its end, and makes it ready for the next record. */
  @Benchmark
  public long open(RecoveryState log) throws Exception {
    return log.open();
  }
}
