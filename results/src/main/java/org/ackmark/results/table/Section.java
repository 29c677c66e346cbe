package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Status;
import org.ackmark.results.summary.Summary;

/** The rows of one kind of work: only they can stand below each other. */
final class Section {
  /** Strongest guarantee first; then what differs in load; then the fastest first. */
  private static final Comparator<Summary> ORDER =
      Comparator.comparing((Summary s) -> s.point().guarantee(), Comparator.reverseOrder())
          .thenComparing(s -> s.point().threadKind())
          .thenComparingInt(s -> s.point().writers())
          .thenComparing(s -> s.arm() == null ? "" : s.point().variant())
          .thenComparing(Comparator.comparingDouble(Section::rate).reversed())
          .thenComparing(s -> s.point().variant());

  private final String title;
  private final List<Summary> summaries;
  private final TableStyle style;
  private final Cells cells;

  private Section(Work work, List<Summary> summaries, TableStyle style, Footnotes footnotes) {
    this.summaries = summaries.stream().sorted(ORDER).toList();
    this.style = style;
    this.cells = new Cells(style, footnotes);
    this.title = String.join(style.dot(), style.printable(work.titled(style.dot())), medians());
  }

  /** What two rows must share to be compared at all. */
  private record Work(String benchmark, int recordBytes, Parameters params) {
    static Work of(Summary summary) {
      Point point = summary.point();
      return new Work(point.benchmark(), point.recordBytes(), point.params());
    }

    String titled(String separator) {
      String records =
          recordBytes == 0 ? "" : String.format(Locale.ROOT, "records of %,d bytes", recordBytes);
      return Stream.of(benchmark, records, settings())
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(separator));
    }

    private String settings() {
      return params.values().entrySet().stream()
          .map(setting -> setting.getKey() + " " + setting.getValue())
          .collect(Collectors.joining(", "));
    }
  }

  static List<Section> of(List<Summary> summaries, TableStyle style, Footnotes footnotes) {
    return summaries.stream()
        .collect(Collectors.groupingBy(Work::of, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> new Section(entry.getKey(), entry.getValue(), style, footnotes))
        .toList();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(style.strong(title));
    lines.addAll(table());
    List<String> remarks = Remarks.lines(summaries, style);
    if (!remarks.isEmpty()) {
      lines.add("");
      remarks.forEach(line -> lines.add(style.warning(line)));
    }
    return lines;
  }

  private List<String> table() {
    List<Summary> measured = summaries.stream().filter(Summary::measured).toList();
    if (measured.isEmpty()) {
      return List.of();
    }
    Grid grid = cells.grid(measured);
    List<String> lines = new ArrayList<>();
    grid.head().forEach(line -> lines.add(style.strong("  " + line)));
    List<String> body = grid.body();
    for (int i = 0; i < body.size(); i++) {
      if (i == 0 || guarantee(measured, i) != guarantee(measured, i - 1)) {
        lines.add(style.faint("  " + style.rule(grid.length())));
      }
      lines.add(marked(measured.get(i), body.get(i)));
    }
    return lines;
  }

  private String marked(Summary summary, String row) {
    String line = Remarks.mark(summary.worst()) + " " + row;
    return summary.worst() == Status.OK ? line : style.warning(line);
  }

  private String medians() {
    int blocks = summaries.stream().mapToInt(Summary::used).max().orElse(0);
    return blocks == 1 ? "one block" : "medians of " + blocks + " blocks";
  }

  private static Guarantee guarantee(List<Summary> rows, int index) {
    return rows.get(index).point().guarantee();
  }

  private static double rate(Summary summary) {
    Double rate = summary.cost().commitsPerSecond();
    return rate == null ? -1 : rate;
  }
}
