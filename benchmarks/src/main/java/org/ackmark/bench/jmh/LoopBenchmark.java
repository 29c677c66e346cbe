package org.ackmark.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/**
 * What does an acknowledged record cost when no thread, or only a virtual one, blocks for it? JMH
 * has one thread, which looks on: the load is a closed loop that runs by itself.
 *
 * <pre>
 *   ackmark jmh LoopBenchmark -p variant=group -p threadKind=callbacks -p writers=64
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 2)
public class LoopBenchmark {

  /** Waits until a further batch of operations has ended. */
  @Benchmark
  @OperationsPerInvocation(LoopState.BATCH)
  public void loop(LoopState loop, Control control) throws Exception {
    loop.awaitBatch(control);
  }
}
