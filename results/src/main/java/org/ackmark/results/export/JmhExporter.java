package org.ackmark.results.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.jmh.JmhScore;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/**
 * The array that JMH's JSONResultFormat writes: its fields in its order, each observation a fork of
 * one iteration. Work that is done over and over is throughput in {@code ops/s}, and work that is
 * done once is a single shot in {@code us/op}: units that every reader knows. With fewer than three
 * observations the error is the text {@code "NaN"}, which is what JMH itself writes then.
 *
 * <p>{@code jvm} and {@code jvmArgs} say nothing of the machine: each fork had arguments of its
 * own, and they hold paths.
 */
final class JmhExporter implements Exporter {
  private static final String NAME_PREFIX = "org.ackmark.";
  private static final double NS_PER_US = 1e3;

  @Override
  public List<Document> export(List<ExportedRun> runs) {
    ExportedRun run = Exporter.only(runs);
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    run.points().forEach(series -> results.add(result(run, series)));
    return List.of(new Document("jmh-export.json", JsonText.pretty(results, Redactor.none())));
  }

  private static ObjectNode result(ExportedRun run, PointSeries series) {
    Figure headline = headline(series);
    Point point = series.point();
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("jmhVersion", "ackmark " + run.run().toolVersion());
    result.put("benchmark", NAME_PREFIX + point.benchmark());
    result.put("mode", headline.rate() ? "thrpt" : "ss");
    result.put("threads", point.threadKind() == ThreadKind.CALLBACKS ? 1 : point.writers());
    result.put("forks", series.observations().size());
    putJvm(result, run.environment().jdk());
    putTimes(result, run, series);
    result.set("params", params(point));
    result.set("primaryMetric", metric(primaryValues(series, headline), primaryUnit(headline)));
    result.set("secondaryMetrics", secondary(series, headline));
    return result;
  }

  private static Figure headline(PointSeries series) {
    return Headline.of(series.observations().getFirst()).orElseThrow().figure();
  }

  private static void putJvm(ObjectNode result, Jdk jdk) {
    result.put("jvm", "java");
    result.putArray("jvmArgs");
    result.put("jdkVersion", jdk.version().replaceFirst("\\+.*", ""));
    result.put("vmName", jdk.vmName() == null ? "unknown" : jdk.vmName());
    result.put("vmVersion", jdk.version());
  }

  private static void putTimes(ObjectNode result, ExportedRun run, PointSeries series) {
    long warmUpNs = run.run().profile().at("/observation/warmUpNs").longValue();
    long[] durations =
        series.observations().stream().mapToLong(Observation::durationNs).sorted().toArray();
    result.put("warmupIterations", warmUpNs > 0 ? 1 : 0);
    result.put("warmupTime", warmUpNs + " ns");
    result.put("warmupBatchSize", 1);
    result.put("measurementIterations", 1);
    result.put("measurementTime", durations[durations.length / 2] + " ns");
    result.put("measurementBatchSize", 1);
  }

  private static ObjectNode params(Point point) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put("variant", point.variant());
    params.put("guarantee", point.guarantee().name());
    params.put("writers", Integer.toString(point.writers()));
    params.put("threadKind", point.threadKind().label());
    params.put("recordBytes", Integer.toString(point.recordBytes()));
    point.params().values().forEach((name, value) -> params.put(name, value.toString()));
    return params;
  }

  private static double[] primaryValues(PointSeries series, Figure headline) {
    double[] values = series.values(headline);
    return headline.rate()
        ? values
        : Arrays.stream(values).map(value -> value / NS_PER_US).toArray();
  }

  private static String primaryUnit(Figure headline) {
    return headline.rate() ? "ops/s" : "us/op";
  }

  private static ObjectNode secondary(PointSeries series, Figure headline) {
    ObjectNode secondary = JsonNodeFactory.instance.objectNode();
    for (Figure figure : series.figures()) {
      if (!figure.equals(headline)) {
        secondary.set(figure.field(), metric(series.values(figure), unit(figure)));
      }
    }
    return secondary;
  }

  /** As in the results that JMH writes itself: {@code ns}, {@code syncs/op}, {@code bytes/op}. */
  private static String unit(Figure figure) {
    if (figure.time() || figure.per().isEmpty()) {
      return figure.time() ? "ns" : "ratio";
    }
    String counted = figure.counted().substring(figure.counted().lastIndexOf('-') + 1);
    return (counted + "/" + figure.per()).toLowerCase(Locale.ROOT);
  }

  private static ObjectNode metric(double[] values, String unit) {
    ObjectNode metric = JsonNodeFactory.instance.objectNode();
    new JmhScore(values).putInto(metric, values);
    metric.put("scoreUnit", unit);
    ArrayNode forks = metric.putArray("rawData");
    Arrays.stream(values).forEach(value -> forks.addArray().add(value));
    return metric;
  }
}
