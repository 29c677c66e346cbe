package org.ackmark.results.report.chart;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.report.model.Measured;

/**
 * The same work under the same load: what points must share to stand in one panel of a chart.
 *
 * @param benchmark the kind of work
 * @param recordBytes payload of one record
 * @param params what else sets it apart
 * @param threadKind how writers wait
 * @param writers how many writes wait at once
 */
record Bench(
    String benchmark, int recordBytes, Parameters params, ThreadKind threadKind, int writers) {
  private static final Comparator<Bench> ORDER =
      Comparator.comparing(Bench::benchmark)
          .thenComparingInt(Bench::recordBytes)
          .thenComparing(bench -> bench.params.toString())
          .thenComparing(Bench::threadKind)
          .thenComparingInt(Bench::writers);

  static Bench of(Measured measured) {
    Point p = measured.point();
    return new Bench(p.benchmark(), p.recordBytes(), p.params(), p.threadKind(), p.writers());
  }

  /** The points by what they share, in a fixed order. */
  static Map<Bench, List<Measured>> groups(List<Measured> points) {
    Map<Bench, List<Measured>> groups = new LinkedHashMap<>();
    points.stream()
        .map(Bench::of)
        .distinct()
        .sorted(ORDER)
        .forEach(bench -> {
          groups.put(bench, points.stream().filter(p -> of(p).equals(bench)).toList());
        });
    return groups;
  }

  /** Its name among others: only what differs between them, and always the load. */
  String among(Iterable<Bench> all) {
    boolean works = false;
    boolean sizes = false;
    boolean settings = false;
    for (Bench other : all) {
      works |= !other.benchmark.equals(benchmark);
      sizes |= other.recordBytes != recordBytes;
      settings |= !other.params.equals(params);
    }
    String parameters =
        params.values().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    return Stream.of(
            works ? benchmark : "",
            load(),
            sizes && recordBytes > 0 ? Words.size(recordBytes) + " records" : "",
            settings ? parameters : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  String load() {
    return Words.load(writers, threadKind);
  }
}
