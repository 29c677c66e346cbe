package org.ackmark.results.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Status;
import org.ackmark.results.latency.Quantile;
import org.ackmark.results.report.chart.Looks;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;

/** The ranked table of one kind of work: a body for each guarantee, so nothing ranks across. */
final class RankedTable {
  /** Said by the head of each group too, so a small screen leaves it out. */
  private static final String PROMISED = "promised";

  private final Ranking ranking;
  private final Looks looks;
  private final String id;
  private final List<Column> columns;

  /** Narrow leaves out what the page of a single run has room for. */
  RankedTable(Ranking ranking, Looks looks, String id, boolean narrow) {
    this.ranking = ranking;
    this.looks = looks;
    this.id = id;
    this.columns = columns(narrow);
  }

  /**
   * A column.
   *
   * @param head its name
   * @param numeric whether it holds numbers
   * @param cell what stands in the row of that number
   */
  private record Column(
      String head, boolean numeric, BiFunction<Measured, Integer, Element> cell) {}

  Element element() {
    Element head = Element.of("tr").add(Html.text("th", "variant").with("scope", "col"));
    columns.forEach(column -> head.add(headOf(column)));
    Element table =
        Element.of("table", "ranked")
            .add(Html.text("caption", ranking.work().titled(" · ")))
            .add(Element.of("thead").add(head));
    int row = 0;
    for (Guarantee guarantee : ranking.guarantees()) {
      List<Measured> points = ranking.of(guarantee);
      table.add(body(guarantee, points, row));
      row += points.size();
    }
    return Html.scrolling("Ranked table: " + ranking.work().titled(", "), table);
  }

  private static Element headOf(Column column) {
    Element head = Html.text("th", column.head).with("scope", "col");
    if (column.head.equals("guarantee")) {
      return head.with("class", PROMISED);
    }
    return column.numeric ? head.with("class", "number") : head;
  }

  private Element body(Guarantee guarantee, List<Measured> points, int firstRow) {
    Element promise =
        Element.of("th", "promise")
            .with("scope", "rowgroup")
            .with("colspan", Integer.toString(columns.size() + 1))
            .add(Html.text("span", "Survives " + guarantee.label()))
            .text(" ")
            .add(Html.text("span", "quiet", guarantee.sentence()));
    Element body = Element.of("tbody").add(Element.of("tr").add(promise));
    for (int i = 0; i < points.size(); i++) {
      body.add(row(points.get(i), firstRow + i));
    }
    return body;
  }

  private Element row(Measured measured, int number) {
    Element name = Element.of("th").with("scope", "row").add(swatch(measured, number));
    name.add(Html.text("span", "name", measured.name()));
    if (measured.summary().worst() != Status.OK) {
      name.text(" ").add(Html.text("span", "mark-word", fate(measured)));
    }
    Element row = Element.of("tr").add(name);
    columns.forEach(column -> row.add(column.cell.apply(measured, number)));
    return row;
  }

  private static String fate(Measured measured) {
    Status worst = measured.summary().worst();
    long count = measured.count(worst);
    int all = measured.all().size();
    return count == all ? Words.status(worst) : Words.status(worst) + " " + count + " of " + all;
  }

  /** Colour and shape by which charts tell this variant from others. */
  private Element swatch(Measured measured, int number) {
    String name = "How " + measured.name() + " is drawn in the charts";
    return new Drawing(id + "-k" + number, 14, 14, name, "A mark with its colour and shape")
        .add(looks.of(measured.name()).mark(7, 7, 4.5, false))
        .element()
        .with("class", "swatch");
  }

  private List<Column> columns(boolean narrow) {
    Strip strip = new Strip(ranking.points());
    Stream<Column> columns =
        Stream.of(
            narrow
                ? null
                : new Column(
                    "guarantee",
                    false,
                    (m, _) -> Html.text("td", PROMISED, m.point().guarantee().label())),
            new Column("writers", true, (m, _) -> number(Words.writers(m.point()), writers(m))),
            new Column("commits/s", true, (m, _) -> rate(m)),
            narrow
                ? null
                : new Column(
                    "each block",
                    false,
                    (m, row) -> Element.of("td").add(strip.draw(id + "-s" + row, m))),
            narrow ? null : new Column("p50", true, (m, _) -> time(m, Quantile.P50)),
            new Column("p99", true, (m, _) -> time(m, Quantile.P99)),
            narrow ? null : new Column("p99.9", true, (m, _) -> time(m, Quantile.P999)),
            new Column(
                "syncs per commit",
                true,
                (m, _) -> number(m.summary().cost().syncsPerCommit(), "syncs were not counted")),
            new Column("efficiency", true, (m, _) -> efficiency(m)));
    return new ArrayList<>(columns.filter(Objects::nonNull).filter(this::tells).toList());
  }

  /** A column that would be empty is left out. */
  private boolean tells(Column column) {
    return !column.head.equals("efficiency")
        || ranking.points().stream().anyMatch(m -> m.summary().cost().efficiency() != null);
  }

  private static double writers(Measured measured) {
    return measured.point().writers();
  }

  private static Element number(String text, double value) {
    return Html.text("td", "number", text).with("data-value", Double.toString(value));
  }

  private static Element number(Double ratio, String whyNot) {
    return ratio == null ? absent(whyNot) : number(Words.ratio(ratio), ratio);
  }

  private static Element absent(String why) {
    return Element.of("td", "number")
        .add(Html.text("abbr", Words.NONE).with("title", why).with("aria-label", why));
  }

  private static Element rate(Measured measured) {
    Double median = measured.summary().cost().commitsPerSecond();
    if (median == null) {
      return absent("this work is not measured in commits");
    }
    double least = Ranking.rates(measured).min().orElse(median);
    double greatest = Ranking.rates(measured).max().orElse(median);
    Element cell = Element.of("td", "number").with("data-value", Double.toString(median));
    cell.add(Html.text("strong", Words.rate(median)));
    if (measured.used().size() > 1) {
      cell.add(Html.text("span", "range", Words.rate(least) + " to " + Words.rate(greatest)));
    }
    return cell;
  }

  private static Element time(Measured measured, Quantile quantile) {
    var latency = measured.summary().latency();
    Long ns =
        switch (quantile) {
          case P50 -> latency.p50Ns();
          case P99 -> latency.p99Ns();
          case P999 -> latency.p999Ns();
        };
    return ns == null
        ? absent(
            latency.maxNs() == null
                ? "no times were taken"
                : "needs %,d commits in each block".formatted(quantile.leastCount()))
        : number(Words.time(ns), ns);
  }

  private static Element efficiency(Measured measured) {
    boolean synced = measured.point().guarantee().compareTo(Guarantee.PROCESS_CRASH) > 0;
    return number(
        measured.summary().cost().efficiency(),
        synced
            ? "the device floor was not measured beside this variant"
            : "acknowledged without a sync: the device does not bound it");
  }
}
