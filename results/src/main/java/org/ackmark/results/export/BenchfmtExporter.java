package org.ackmark.results.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ackmark.results.Observation;
import org.ackmark.results.environment.MachineLines;

/**
 * The Go benchmark format, read by benchstat: lines that describe the machine, lines that say which
 * way a unit is better, one line for each observation
 * (https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md; units as in
 * golang.org/x/perf/benchfmt).
 *
 * <p>What differs between two builds by design, the commit and the time, stands in comments only:
 * benchstat shows what was made under different configurations in different tables. {@code B/op} is
 * heap, as it is in Go; what goes to the log is {@code log-B/op}.
 */
final class BenchfmtExporter implements Exporter {
  private static final Map<String, String> OWN_UNITS =
      Map.of("bytesPerCommit", "log-B/op", "allocatedBytesPerCommit", "B/op");

  @Override
  public List<Document> export(List<ExportedRun> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs=[], must not be empty");
    }
    StringBuilder text = new StringBuilder();
    units(runs).forEach((unit, better) -> text.append("Unit ").append(unit).append(better));
    runs.forEach(run -> append(text, run));
    return List.of(new Document("benchfmt.txt", text.toString()));
  }

  /** Declared once, before the figures: benchstat refuses a contradiction. */
  private static Map<String, String> units(List<ExportedRun> runs) {
    Map<String, String> units = new TreeMap<>();
    for (ExportedRun run : runs) {
      for (Observation observation : run.observations()) {
        for (Figure figure : Figure.of(observation).keySet()) {
          String better = figure.higherIsBetter() ? "higher" : "lower";
          units.put(unit(figure), " better=" + better + "\n");
        }
      }
    }
    return units;
  }

  private static void append(StringBuilder text, ExportedRun run) {
    text.append('\n').append(comment(run));
    MachineLines.of(run.environment()).forEach((key, value) -> append(text, key, value));
    append(text, "method", Integer.toString(run.run().methodVersion()));
    for (Observation observation : run.observations()) {
      text.append(line(observation));
    }
  }

  /** What begins with a hash is no line of the format, and skipped by its readers. */
  private static String comment(ExportedRun run) {
    String arm = run.arm() == null ? "" : ", arm " + run.arm();
    String text = "run " + run.run().id() + ", commit " + run.commit() + arm;
    return "# " + MachineLines.onOneLine(text) + "\n";
  }

  /** An empty value takes back what a run before has said. */
  private static void append(StringBuilder text, String key, String value) {
    text.append(key).append(':').append(value.isEmpty() ? "" : " ").append(value).append('\n');
  }

  private static String line(Observation observation) {
    Headline headline = Headline.of(observation).orElseThrow();
    Long commits = observation.cost().commits();
    long operations =
        commits == null ? headline.operations(observation.durationNs()) : commits.longValue();
    StringBuilder line = new StringBuilder(PointName.benchfmt(observation.point()));
    line.append(' ').append(operations);
    line.append(' ').append(headline.nsPerOperation()).append(" ns/op");
    Figure.of(observation)
        .forEach(
            (figure, value) -> line.append(' ').append(value).append(' ').append(unit(figure)));
    return line.append('\n').toString();
  }

  private static String unit(Figure figure) {
    String own = OWN_UNITS.get(figure.field());
    if (own != null) {
      return own;
    }
    return figure.per().isEmpty() ? figure.counted() : figure.counted() + "/" + figure.per();
  }
}
