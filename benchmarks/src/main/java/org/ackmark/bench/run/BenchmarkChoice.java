package org.ackmark.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ackmark.bench.jmh.LogBenchmark;
import org.ackmark.bench.jmh.LoopBenchmark;
import org.ackmark.bench.jmh.RecoveryBenchmark;
import org.ackmark.bench.jmh.SnapshotBenchmark;
import org.ackmark.bench.jmh.StoreBenchmark;
import org.ackmark.bench.profile.Point;
import org.ackmark.bench.profile.ThreadKind;

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

  /** The words of JMH's command line that choose it. */
  List<String> words(Point point) {
    List<String> words = new ArrayList<>();
    words.add("^" + Pattern.quote(type.getName() + "." + method) + "$");
    switch (this) {
      case COMMIT, APPEND -> {
        threads(words, point.writers());
        replication(words, point);
      }
      case STORE_PUT, STORE_GET, STORE_MIX -> {
        threads(words, point.writers());
        store(words, point);
      }
      case RECOVERY -> parameter(words, "logBytes", point.logBytes());
      case SNAPSHOT -> parameter(words, "keys", point.keys());
      case LOOP -> {
        threads(words, 1);
        store(words, point);
        parameter(words, "work", point.benchmark().label());
        parameter(words, "threadKind", point.threadKind().label());
        parameter(words, "writers", point.writers());
      }
    }
    return words;
  }

  private static void threads(List<String> words, int count) {
    words.add("-t");
    words.add(Integer.toString(count));
  }

  private static void store(List<String> words, Point point) {
    parameter(words, "keys", point.keys());
    parameter(words, "getPercent", point.getPercent());
    replication(words, point);
  }

  private static void replication(List<String> words, Point point) {
    point.replication().ifPresent(r -> parameter(words, "replication", r.label()));
  }

  private static void parameter(List<String> words, String name, Object value) {
    words.add("-p");
    words.add(name + "=" + value);
  }
}
