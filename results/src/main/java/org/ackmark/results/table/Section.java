package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Status;
import org.ackmark.results.summary.Ranking;
import org.ackmark.results.summary.Summary;
import org.ackmark.results.summary.Work;

/** The rows of one kind of work: only they can stand below each other. */
final class Section {
  private final String title;
  private final List<Summary> summaries;
  private final TableStyle style;
  private final Cells cells;

  Section(Work work, List<Summary> summaries, TableStyle style, Footnotes footnotes) {
    this.summaries = summaries.stream().sorted(Ranking.ORDER).toList();
    this.style = style;
    this.cells = new Cells(style, footnotes);
    this.title =
        String.join(style.dot(), style.printable(work.titled(style.dot())), medians(summaries));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(style.strong(title));
    lines.addAll(table());
    lines.addAll(Remarks.below(summaries, style));
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

  /** How many blocks the figures come from, in words. */
  static String medians(List<Summary> summaries) {
    int blocks = summaries.stream().mapToInt(Summary::used).max().orElse(0);
    return blocks == 1 ? "one block" : "medians of " + blocks + " blocks";
  }

  private static Guarantee guarantee(List<Summary> rows, int index) {
    return rows.get(index).point().guarantee();
  }
}
