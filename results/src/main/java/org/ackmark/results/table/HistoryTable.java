package org.ackmark.results.table;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.Point;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.history.Annotation;
import org.ackmark.results.history.Change;
import org.ackmark.results.history.History;
import org.ackmark.results.history.LeftOut;
import org.ackmark.results.history.Series;
import org.ackmark.results.history.Session;

/**
 * Runs in the order of time for the terminal: a table for each series, a dotted line where its
 * level changes, and what was noted beside the runs. Immutable.
 */
public final class HistoryTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String DOUBTFUL = "~ ";
  private static final double LEAST_P = 1e-6;
  private static final int MARGIN = 2;
  private static final int DOTS = 5;
  private static final int LONGEST_RUN = 44;
  private static final int LEAST_NOTE = 24;
  private static final int MOST_NAMED = 5;

  private final History history;
  private final TableStyle style;
  private final Quantities quantities;

  private HistoryTable(History history, TableStyle style) {
    this.history = history;
    this.style = style;
    this.quantities = new Quantities(style);
  }

  /** The history as lines, each ended. */
  public static String render(History history, TableStyle style) {
    return String.join("\n", new HistoryTable(history, style).lines()) + "\n";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Series series : history.series()) {
      lines.addAll(head(series));
      lines.addAll(rows(series));
      lines.add("");
    }
    lines.addAll(leftOut());
    lines.add(style.strong(conclusion()));
    return lines;
  }

  private List<String> head(Series series) {
    Point point = series.point();
    String title =
        Stream.of(
                point.variant(),
                point.benchmark(),
                writers(point),
                point.recordBytes() == 0 ? "" : point.recordBytes() + " bytes",
                settings(point),
                point.guarantee().label())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(style.dot()));
    String where =
        "profile %s (%s), machine %s, method %d"
            .formatted(
                series.profileName(),
                series.profileHash(),
                series.fingerprint(),
                series.methodVersion());
    return List.of(style.strong(style.printable(title)), style.faint(style.printable(where)));
  }

  private static String writers(Point point) {
    return point.threadKind() == ThreadKind.PLATFORM
        ? count(point.writers(), "writer", "writers")
        : Cells.writers(point);
  }

  private static String settings(Point point) {
    return point.params().values().entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private List<String> rows(Series series) {
    Grid grid = grid(series);
    List<String> lines = new ArrayList<>();
    lines.add(style.strong("  " + grid.head().getLast()));
    lines.add(style.faint("  " + style.rule(grid.length())));
    List<String> body = grid.body();
    for (int i = 0; i < body.size(); i++) {
      Session session = series.sessions().get(i);
      series.changes().stream()
          .filter(change -> change.runAfter().equals(session.run()))
          .forEach(change -> lines.add(marked(change, grid.length())));
      lines.addAll(row(session, body.get(i), grid.length()));
    }
    series.annotations().forEach(note -> lines.addAll(later(note)));
    if (!series.enough()) {
      lines.add(
          style.warning(
              "  changes are sought in %d runs or more; here %s"
                  .formatted(
                      Series.LEAST_RUNS,
                      count(series.sound().size(), "run counts", "runs count"))));
    }
    return lines;
  }

  private Grid grid(Series series) {
    List<Column> columns =
        List.of(Column.text("started (UTC)"), Column.text("run"), Column.number(series.metric()));
    List<List<String>> cells =
        series.sessions().stream()
            .map(session ->
                List.of(
                    TIME.format(session.startedAt()),
                    shortened(session.run()),
                    quantities.figure(series.metric(), session.value())))
            .toList();
    return new Grid(columns, cells, MARGIN, style);
  }

  private String shortened(String run) {
    return run.length() <= LONGEST_RUN ? run : run.substring(0, LONGEST_RUN - 1) + style.ellipsis();
  }

  private List<String> row(Session session, String row, int length) {
    String start = (session.doubtful() ? DOUBTFUL : "  ") + row;
    List<String> beside = new ArrayList<>();
    session.annotations().forEach(note -> beside.addAll(noted(note, length)));
    if (session.note() != null) {
      String note = session.doubtful() ? "does not count: " + session.note() : session.note();
      beside.addAll(wrapped(note, length));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(1, beside.size()); i++) {
      String left = i == 0 ? start : "";
      String right = i < beside.size() ? beside.get(i) : "";
      String pad = " ".repeat(Math.max(0, length + MARGIN - left.length()));
      lines.add(right.isEmpty() ? left : left + pad + "  " + right);
    }
    return session.doubtful() ? lines.stream().map(style::warning).toList() : lines;
  }

  private List<String> noted(Annotation note, int length) {
    return wrapped(note.date() + ": " + note.text(), length);
  }

  private List<String> wrapped(String text, int length) {
    int width = Math.max(LEAST_NOTE, style.width() - length - 2 * MARGIN);
    return Wrapping.lines(style.printable(text), width, MARGIN);
  }

  private List<String> later(Annotation note) {
    String text = "since the last run: " + note.date() + ": " + note.text();
    return Wrapping.lines(style.printable(text), style.width() - MARGIN, MARGIN).stream()
        .map(line -> "  " + line)
        .toList();
  }

  private String marked(Change change, int length) {
    String dots = (style.unicode() ? "·" : ".").repeat(DOTS);
    String mark = String.format(Locale.ROOT, "%s %+.1f %% %s", dots, change.percent(), dots);
    String pad = " ".repeat(Math.max(0, length + MARGIN - mark.length()));
    String line = pad + mark + "  " + (change.worse() ? "worse" : "better") + ", " + chance(change);
    return change.worse() ? style.warning(line) : style.strong(line);
  }

  private static String chance(Change change) {
    return change.p() < LEAST_P ? "p < 1e-6" : String.format(Locale.ROOT, "p %.1g", change.p());
  }

  /** Runs that are left out for the same reason stand together. */
  private List<String> leftOut() {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (LeftOut one : history.leftOut()) {
      String reason = one.point() == null ? one.reason() : one.point() + ": " + one.reason();
      byReason.computeIfAbsent(reason, _ -> new ArrayList<>()).add(one.run());
    }
    List<String> lines = new ArrayList<>();
    byReason.forEach((reason, runs) -> lines.addAll(leftOut(reason, runs)));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private List<String> leftOut(String reason, List<String> runs) {
    int named = Math.min(MOST_NAMED, runs.size());
    String more = runs.size() > named ? " and " + (runs.size() - named) + " more" : "";
    String text = "left out: " + String.join(", ", runs.subList(0, named)) + more + ": " + reason;
    return Wrapping.lines(style.printable(text), style.width(), MARGIN).stream()
        .map(style::warning)
        .toList();
  }

  private String conclusion() {
    List<Change> changes = history.series().stream().flatMap(s -> s.changes().stream()).toList();
    long searched = history.series().stream().filter(Series::enough).count();
    long worse = changes.stream().filter(Change::worse).count();
    String detail =
        changes.isEmpty() ? "" : ": " + worse + " worse, " + (changes.size() - worse) + " better";
    return count(changes.size(), "change", "changes")
        + " in "
        + count((int) searched, "series", "series")
        + detail;
  }

  private static String count(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
