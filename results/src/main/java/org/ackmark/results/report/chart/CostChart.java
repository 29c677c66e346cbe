package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.Shapes;
import org.ackmark.results.summary.Ranking;

/** What a commit costs the device: syncs, bytes and flushes, as bars from zero. */
public final class CostChart implements Chart<CostChart.Data> {
  private static final double NAMES = 220;
  private static final double GAP = 26;
  private static final double VALUE = 46;
  private static final double HEAD = 28;
  private static final double GROUP = 26;
  private static final double LANE = 20;
  private static final double BAR = 11;

  /** Beyond, the table has the rest. */
  private static final int MOST_ROWS = 60;

  /** One variant under one load. */
  record Row(
      String name, String load, Guarantee guarantee, Double syncs, Double bytes, Double flushes) {}

  /** One kind of bars. */
  private record Bars(String title, Function<Row, Double> value) {}

  private static final List<Bars> KINDS =
      List.of(
          new Bars("syncs per commit", Row::syncs),
          new Bars("bytes per byte of record", Row::bytes),
          new Bars("device flushes per sync", Row::flushes));

  /** All rows, those of one load together. */
  public record Data(List<Row> rows) {}

  @Override
  public String id() {
    return "costs";
  }

  @Override
  public String heading() {
    return "What a commit asks of the device";
  }

  @Override
  public String reading() {
    return "Shorter is cheaper. Below 1 sync per commit, several commits share one. Above 1 byte"
        + " per byte of record lies what headers and padding cost. Above 1 flush per sync"
        + " lies what the file system adds; below, syncs that were under way together and"
        + " became one, or did not reach the device.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    Map<Bench, List<Measured>> groups = Bench.groups(run.ofSingleLogs());
    List<Row> rows = new ArrayList<>();
    groups.forEach((bench, points) ->
        points.stream()
            .sorted(Comparator.comparing(Measured::summary, Ranking.ORDER))
            .map(point -> row(point, bench.among(groups.keySet())))
            .filter(CostChart::tells)
            .forEach(rows::add));
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Data(rows));
  }

  private static Row row(Measured measured, String load) {
    Cost cost = measured.summary().cost();
    int recordBytes = measured.point().recordBytes();
    Double bytes = cost.bytesPerCommit();
    return new Row(
        measured.name(),
        load,
        measured.point().guarantee(),
        cost.syncsPerCommit(),
        bytes == null || recordBytes == 0 ? null : Double.valueOf(bytes / recordBytes),
        cost.deviceFlushesPerSync());
  }

  /** What writes nothing costs the device nothing. */
  private static boolean tells(Row row) {
    return (row.syncs != null && row.syncs > 0) || (row.bytes != null && row.bytes > 0);
  }

  @Override
  public String message(Data data) {
    Guarantee strongest = data.rows.stream().map(Row::guarantee).max(Guarantee::compareTo).get();
    Optional<Row> fewest =
        data.rows.stream()
            .filter(row -> row.guarantee == strongest && row.syncs != null && row.syncs > 0)
            .min(Comparator.comparingDouble(Row::syncs));
    return fewest
        .map(row ->
            row.syncs < 0.95
                ? "One sync of %s carries %s commits with %s"
                    .formatted(row.name, Words.times(1 / row.syncs), row.load)
                : "No commit shares its sync: %s syncs each with %s"
                    .formatted(Words.ratio(row.syncs), row.load))
        .orElse("No commit waits for a sync");
  }

  @Override
  public String remark(Data data) {
    return data.rows.size() <= MOST_ROWS
        ? ""
        : "Drawn are the first %d of %d; the numbers are complete."
            .formatted(MOST_ROWS, data.rows.size());
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of(
            "variant",
            "load",
            "guarantee",
            "syncs per commit",
            "bytes per byte of record",
            "device flushes per sync");
    for (Row row : data.rows) {
      table.row(
          row.name,
          row.load,
          row.guarantee.label(),
          Words.ratio(row.syncs),
          Words.ratio(row.bytes),
          Words.ratio(row.flushes));
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    List<Row> rows = data.rows.subList(0, Math.min(MOST_ROWS, data.rows.size()));
    long groups = rows.stream().map(Row::load).distinct().count();
    double height = HEAD + groups * GROUP + rows.size() * LANE + 6;
    List<Bars> kinds = kinds(data);
    boolean broad = canvas.broad();
    double names = broad ? NAMES : 132;
    double width = broad ? (canvas.width() - names) / kinds.size() : canvas.width() - names;
    Drawing drawing =
        canvas.drawing(
            broad ? height : (height + GAP) * kinds.size() - GAP, message(data), reading());
    for (int i = 0; i < kinds.size(); i++) {
      double left = broad ? names + i * width : names;
      double top = broad ? 0 : i * (height + GAP);
      LinearScale scale = scale(kinds.get(i), all);
      drawing.add(Shapes.text("panel", broad ? left : 0, top + 14, kinds.get(i).title));
      Frame frame = new Frame(left, top + HEAD, width - GAP - VALUE, height - HEAD);
      if (i == 0 || !broad) {
        drawing.add(names(rows, names - 10, top + HEAD));
      }
      drawing.add(bars(kinds.get(i), rows, scale, frame));
    }
    return drawing;
  }

  private static List<Bars> kinds(Data data) {
    return KINDS.stream()
        .filter(kind -> data.rows.stream().map(kind.value).anyMatch(Objects::nonNull))
        .toList();
  }

  private static LinearScale scale(Bars kind, List<Data> all) {
    return LinearScale.upTo(
        all.stream()
            .flatMap(d -> d.rows.stream())
            .map(kind.value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1));
  }

  private static List<Element> names(List<Row> rows, double width, double top) {
    List<Element> parts = new ArrayList<>();
    double y = top;
    String load = "";
    for (Row row : rows) {
      if (!row.load.equals(load)) {
        load = row.load;
        parts.add(Shapes.text("quiet", 0, y + GROUP - 8, Labels.fitted(load, width)));
        y += GROUP;
      }
      parts.add(Shapes.text("label", 0, y + 14, Labels.fitted(row.name, width)));
      y += LANE;
    }
    return parts;
  }

  private static List<Element> bars(Bars kind, List<Row> rows, LinearScale scale, Frame frame) {
    List<Element> parts = new ArrayList<>();
    double one = frame.x(scale, 1);
    double y = frame.top();
    String load = "";
    parts.add(Shapes.line("axis", frame.left(), frame.top() + 8, frame.left(), frame.bottom()));
    if (scale.greatest() >= 1) {
      parts.add(Shapes.line("grid", one, frame.top() + 8, one, frame.bottom()));
    }
    for (Row row : rows) {
      y += row.load.equals(load) ? 0 : GROUP;
      load = row.load;
      Double value = kind.value.apply(row);
      if (value != null) {
        double width = frame.width() * scale.place(value);
        Element bar = Shapes.box("bar", frame.left(), y + (LANE - BAR) / 2, width, BAR);
        String told = row.name + ", " + row.load + ": " + Words.ratio(value) + " " + kind.title;
        parts.add(Shapes.told(bar, told));
        parts.add(Shapes.text("value", frame.left() + width + 6, y + 14, Words.ratio(value)));
      }
      y += LANE;
    }
    return parts;
  }
}
