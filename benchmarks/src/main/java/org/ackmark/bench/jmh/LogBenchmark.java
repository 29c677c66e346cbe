package org.ackmark.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/**
 * What does an acknowledged record cost when each writer is a thread that blocks? JMH's threads are
 * the writers.
 *
 * <pre>
 *   ackmark jmh LogBenchmark.commit -p variant=group -t 8 -prof org.ackmark.bench.jmh.MeterProfiler
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 2)
public class LogBenchmark {

  /** Appends a record and waits until it is acknowledged. */
  @Benchmark
  public void commit(LogState log, LogWriterState thread, Control control) throws Exception {
    log.once(log.commit, thread.writer, log.rest, control);
  }

  /** Appends a record and waits for nothing but room: the rate at which a log takes them in. */
  @Benchmark
  public void append(LogState log, LogWriterState thread, Control control) throws Exception {
    log.once(log.append, thread.writer, log.rest, control);
  }
}
