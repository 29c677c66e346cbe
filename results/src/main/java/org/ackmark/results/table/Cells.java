package org.ackmark.results.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Point;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.latency.Quantile;
import org.ackmark.results.summary.Summary;

/** What stands in each column of a row, and the notes that it needs. */
final class Cells {
  private static final int MARK_WIDTH = 2;

  private final TableStyle style;
  private final Quantities quantities;
  private final Footnotes footnotes;

  Cells(TableStyle style, Footnotes footnotes) {
    this.style = style;
    this.quantities = new Quantities(style);
    this.footnotes = footnotes;
  }

  /** Platform threads are what is expected, and go without saying. */
  static String writers(Point point) {
    if (point.threadKind() == ThreadKind.PLATFORM) {
      return Integer.toString(point.writers());
    }
    return point.writers() + " " + point.threadKind().label();
  }

  /** Whether the efficiency of any of them is known. */
  static boolean efficiency(List<Summary> rows) {
    return rows.stream().anyMatch(row -> row.cost().efficiency() != null);
  }

  Grid grid(List<Summary> rows) {
    Map<Column, Function<Summary, String>> columns = columns(rows);
    List<List<String>> cells =
        rows.stream()
            .map(row -> columns.values().stream().map(cell -> cell.apply(row)).toList())
            .toList();
    return new Grid(List.copyOf(columns.keySet()), cells, MARK_WIDTH, style);
  }

  /** A column that would be empty is left out. */
  private Map<Column, Function<Summary, String>> columns(List<Summary> rows) {
    Map<Column, Function<Summary, String>> columns = new LinkedHashMap<>();
    columns.put(Column.text("variant"), row -> row.point().variant());
    if (rows.stream().anyMatch(row -> row.arm() != null)) {
      columns.put(Column.text("arm"), row -> row.arm() == null ? "" : row.arm());
    }
    columns.put(Column.text("guarantee"), row -> row.point().guarantee().label());
    columns.put(Column.text("writers"), row -> writers(row.point()));
    columns.put(Column.number("commits/s"), this::rate);
    columns.put(Column.number("p50"), row -> time(row.latency().p50Ns(), row, Quantile.P50));
    columns.put(Column.number("p99"), row -> time(row.latency().p99Ns(), row, Quantile.P99));
    columns.put(Column.number("p99.9"), row -> time(row.latency().p999Ns(), row, Quantile.P999));
    columns.put(new Column("syncs/", "commit", true), this::syncs);
    if (efficiency(rows)) {
      columns.put(Column.number("efficiency"), this::efficiency);
    }
    return columns;
  }

  private String rate(Summary summary) {
    Double rate = summary.cost().commitsPerSecond();
    return rate == null
        ? footnotes.notAvailable("this work is not measured in commits")
        : quantities.rate(rate);
  }

  private String time(Long ns, Summary summary, Quantile quantile) {
    if (ns != null) {
      return quantities.time(ns);
    }
    return footnotes.notAvailable(
        summary.latency().maxNs() == null ? "no times were taken" : tooFew(quantile));
  }

  private static String tooFew(Quantile quantile) {
    return String.format(
        Locale.ROOT,
        "%s needs %,d commits, so that %d are beyond it",
        quantile.label(),
        quantile.leastCount(),
        Quantile.LEAST_EXCEEDANCES);
  }

  private String syncs(Summary summary) {
    return ratio(summary.cost().syncsPerCommit(), "syncs were not counted");
  }

  private String efficiency(Summary summary) {
    boolean syncs = summary.point().guarantee().compareTo(Guarantee.PROCESS_CRASH) > 0;
    return ratio(
        summary.cost().efficiency(),
        syncs
            ? "the device floor was not measured beside this variant"
            : "acknowledged without a sync: the device does not bound it");
  }

  private String ratio(Double ratio, String why) {
    return ratio == null ? footnotes.notAvailable(why) : quantities.ratio(ratio);
  }
}
