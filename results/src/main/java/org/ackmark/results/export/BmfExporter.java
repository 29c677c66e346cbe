package org.ackmark.results.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/**
 * Bencher Metric Format: for each point its measures, each the median of the blocks with its
 * interval (https://bencher.dev/docs/reference/bencher-metric-format/).
 *
 * <p>Bencher's own measures are used where they mean the same: {@code throughput} is commits or
 * operations per second, {@code latency} the median service time in nanoseconds, or the time of
 * work that is done once. The others are named as in the results, in its spelling. Its adapter for
 * JMH knows no parameters, so every point of that file would have the same name: use this one.
 */
final class BmfExporter implements Exporter {
  @Override
  public List<Document> export(List<ExportedRun> runs) {
    Map<String, Object> points = new LinkedHashMap<>();
    for (PointSeries series : Exporter.only(runs).points()) {
      points.put(PointName.of(series.point()), measures(series));
    }
    return List.of(new Document("bmf.json", JsonText.pretty(points, Redactor.none())));
  }

  private static Map<String, Object> measures(PointSeries series) {
    Figure headline = Headline.of(series.observations().getFirst()).orElseThrow().figure();
    Map<String, Object> measures = new LinkedHashMap<>();
    for (Figure figure : series.figures()) {
      measures.put(name(figure, headline), metric(series.median(figure)));
    }
    return measures;
  }

  private static String name(Figure figure, Figure headline) {
    if (figure.equals(headline)) {
      return headline.rate() ? "throughput" : "latency";
    }
    return headline.rate() && figure.equals(Figure.P50_NS) ? "latency" : figure.dashed();
  }

  private static Map<String, Double> metric(MedianInterval interval) {
    Map<String, Double> metric = new LinkedHashMap<>();
    metric.put("value", interval.median());
    if (interval.hasSpread()) {
      metric.put("lower_value", interval.low());
      metric.put("upper_value", interval.high());
    }
    return metric;
  }
}
