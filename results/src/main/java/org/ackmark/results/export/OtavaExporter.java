package org.ackmark.results.export;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CSV for Apache Otava, oldest run first: a row for each run, a column for each point and figure,
 * the median of its blocks. Quoted as RFC 4180 and Otava's default options want it.
 *
 * <p>{@code time} is its time column; {@code commit}, {@code run}, {@code profile}, {@code version}
 * and {@code fingerprint} are attributes. There is no {@code branch}: a run does not know its own.
 * A point that a run did not measure is an empty cell, which Otava refuses in a column that it is
 * told to use; a zero would be a change point.
 */
final class OtavaExporter implements Exporter {
  private static final List<String> ATTRIBUTES =
      List.of("time", "commit", "run", "profile", "version", "fingerprint");

  @Override
  public List<Document> export(List<ExportedRun> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs=[], must not be empty");
    }
    List<Map<String, String>> rows =
        runs.stream()
            .sorted(Comparator.comparing(run -> run.run().startedAt()))
            .map(OtavaExporter::row)
            .toList();
    Set<String> columns = new LinkedHashSet<>(ATTRIBUTES);
    rows.forEach(row -> columns.addAll(row.keySet()));
    StringBuilder text = new StringBuilder(line(List.copyOf(columns)));
    for (Map<String, String> row : rows) {
      text.append(line(columns.stream().map(column -> row.getOrDefault(column, "")).toList()));
    }
    return List.of(new Document("otava.csv", text.toString()));
  }

  private static Map<String, String> row(ExportedRun run) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("time", run.run().startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    row.put("commit", run.commit());
    row.put("run", run.run().id());
    row.put("profile", run.run().profileName());
    row.put("version", run.run().toolVersion());
    row.put("fingerprint", run.environment().fingerprint());
    for (PointSeries series : run.points()) {
      for (Figure figure : series.figures()) {
        String column = PointName.of(series.point()) + "/" + figure.field();
        row.put(column, Double.toString(series.median(figure).median()));
      }
    }
    return row;
  }

  private static String line(List<String> cells) {
    return cells.stream().map(OtavaExporter::quoted).collect(Collectors.joining(",")) + "\n";
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
