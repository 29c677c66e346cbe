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
 * What does the log's guarantee cost a key-value store on top of it? JMH's threads are the writers.
 *
 * <pre>
 *   ackmark jmh StoreBenchmark.put -p variant=group -t 8
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 2)
public class StoreBenchmark {

  /** Puts a value under a key chosen evenly. */
  @Benchmark
  public void put(StoreState store, StoreWriterState thread, Control control) throws Exception {
    store.once(store.put, thread.writer, store.rest, control);
  }

  /** Gets the value of a key chosen evenly. */
  @Benchmark
  public void get(StoreState store, StoreWriterState thread, Control control) throws Exception {
    store.once(store.get, thread.writer, store.rest, control);
  }

  /** Gets and puts in a fixed share. */
  @Benchmark
  public void mix(StoreState store, StoreWriterState thread, Control control) throws Exception {
    store.once(store.mix, thread.writer, store.rest, control);
  }
}
