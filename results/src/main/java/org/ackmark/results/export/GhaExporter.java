package org.ackmark.results.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final MathContext SIX_DIGITS = new MathContext(6);

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
    return readable(interval.low()) + " to " + readable(interval.high());
  }

  private static String readable(double value) {
    return new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String extra(ExportedRun run, PointSeries series) {
    List<String> lines = new ArrayList<>();
    lines.add(series.point().guarantee().sentence());
    int blocks = series.observations().size();
    lines.add(blocks == 1 ? "1 observation" : "median of " + blocks + " observations");
    lines.add("run " + run.run().id() + ", commit " + run.commit());
    lines.add("machine " + run.environment().fingerprint());
    if (run.arm() != null) {
      lines.add("arm " + run.arm());
    }
    return String.join("\n", lines);
  }
}
