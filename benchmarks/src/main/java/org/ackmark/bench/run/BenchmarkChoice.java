package org.ackmark.bench.run;

import java.util.regex.Pattern;
import org.ackmark.bench.jmh.LogBenchmark;
import org.ackmark.bench.jmh.LoopBenchmark;
import org.ackmark.bench.jmh.RecoveryBenchmark;
import org.ackmark.bench.jmh.SnapshotBenchmark;
import org.ackmark.bench.jmh.StoreBenchmark;
import org.ackmark.bench.profile.Point;
import org.ackmark.bench.profile.ThreadKind;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Which JMH benchmark measures a point, and how it is told of the point's parameters. */
enum BenchmarkChoice {
  COMMIT(LogBenchmark.class, "commit"),
  APPEND(LogBenchmark.class, "append"),
  STORE_PUT(StoreBenchmark.class, "put"),
  STORE_GET(StoreBenchmark.class, "get"),
  STORE_MIX(StoreBenchmark.class, "mix"),
  RECOVERY(RecoveryBenchmark.class, "open"),
  SNAPSHOT(SnapshotBenchmark.class, "snapshot"),
  /** Writers that are no threads of JMH's. */
  LOOP(LoopBenchmark.class, "loop");

  private final Class<?> type;
  private final String method;

  BenchmarkChoice(Class<?> type, String method) {
    this.type = type;
    this.method = method;
  }

  static BenchmarkChoice of(Point point) {
    boolean threads = point.threadKind() == ThreadKind.PLATFORM || point.benchmark().needsFiles();
    return threads ? valueOf(point.benchmark().name()) : LOOP;
  }

  ChainedOptionsBuilder apply(ChainedOptionsBuilder options, Point point) {
    options.include("^" + Pattern.quote(type.getName() + "." + method) + "$");
    switch (this) {
      case COMMIT, APPEND -> options.threads(point.writers());
      case STORE_PUT, STORE_GET, STORE_MIX -> store(options.threads(point.writers()), point);
      case RECOVERY -> options.param("logBytes", Long.toString(point.logBytes()));
      case SNAPSHOT -> options.param("keys", Integer.toString(point.keys()));
      case LOOP -> loop(store(options.threads(1), point), point);
    }
    return options;
  }

  private static ChainedOptionsBuilder store(ChainedOptionsBuilder options, Point point) {
    return options
        .param("keys", Integer.toString(point.keys()))
        .param("getPercent", Integer.toString(point.getPercent()));
  }

  private static void loop(ChainedOptionsBuilder options, Point point) {
    options
        .param("work", point.benchmark().label())
        .param("threadKind", point.threadKind().label())
        .param("writers", Integer.toString(point.writers()));
  }
}
