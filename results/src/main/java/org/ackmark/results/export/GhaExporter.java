package org.ackmark.results.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/**
 * The files of the two custom tools of github-action-benchmark: rates in one, times in the other.
 *
 * <p>Not its tool for JMH: that takes every score for a time, so a log that became slower would
 * never alert (seen in {@code biggerIsBetter} of its write.ts, version 1.22). The action compares
 * with one earlier figure only; {@code range} and {@code extra} are shown and not used.
 */
final class GhaExporter implements Exporter {
  @Override
  public List<Document> export(List<ExportedRun> runs) {
    ExportedRun run = Exporter.only(runs);
    List<Map<String, Object>> bigger = new ArrayList<>();
    List<Map<String, Object>> smaller = new ArrayList<>();
    for (PointSeries series : run.points()) {
      Figure headline = Headline.of(series.observations().getFirst()).orElseThrow().figure();
      (headline.rate() ? bigger : smaller).add(entry(run, series, headline));
      for (Figure time : List.of(Figure.P50_NS, Figure.P99_NS)) {
        if (series.has(time)) {
          smaller.add(entry(run, series, time));
        }
      }
    }
    return List.of(
        document("customBiggerIsBetter.json", bigger),
        document("customSmallerIsBetter.json", smaller));
  }

  private static Document document(String name, List<Map<String, Object>> entries) {
    return new Document(name, JsonText.pretty(entries, Redactor.none()));
  }

  private static Map<String, Object> entry(ExportedRun run, PointSeries series, Figure figure) {
    MedianInterval interval = series.median(figure);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", PointName.of(series.point()) + "/" + figure.field());
    entry.put("unit", figure.time() ? "ns" : figure.counted() + "/" + figure.per());
    entry.put("value", interval.median());
    if (interval.hasSpread()) {
      entry.put("range", range(interval));
    }
    entry.put("extra", extra(run, series));
    return entry;
  }

  private static String range(MedianInterval interval) {
    return String.format(Locale.ROOT, "%.6g to %.6g", interval.low(), interval.high());
  }

  private static String extra(ExportedRun run, PointSeries series) {
    List<String> lines = new ArrayList<>();
    lines.add(series.point().guarantee().sentence());
    lines.add("median of " + series.observations().size() + " observations");
    lines.add("run " + run.run().id() + ", commit " + run.commit());
    lines.add("machine " + run.environment().fingerprint());
    if (run.arm() != null) {
      lines.add("arm " + run.arm());
    }
    return String.join("\n", lines);
  }
}
