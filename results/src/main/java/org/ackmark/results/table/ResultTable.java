package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ackmark.results.Observation;
import org.ackmark.results.Replication;
import org.ackmark.results.summary.Summary;
import org.ackmark.results.summary.Work;

/**
 * A run as one table for the terminal.
 *
 * <p>The strongest guarantee comes first, because that is what one pays for; rows of different
 * guarantees stand apart and are never ranked against each other. Within a guarantee rows are
 * ordered by load, that is by writers, and for one load the fastest comes first. What was measured
 * on several replicas has a row for each N, R and W, and its levels beside each other. What was
 * skipped, failed, disturbed or missed its rate is named below with its reason. Immutable.
 */
public final class ResultTable {
  private final List<Summary> summaries;

  private ResultTable(List<Summary> summaries) {
    this.summaries = summaries;
  }

  /** The table of those observations, brought together over their blocks. */
  public static ResultTable of(List<Observation> observations) {
    return new ResultTable(Summary.of(observations));
  }

  /** The table as lines, each ended. */
  public String render(TableStyle style) {
    if (summaries.isEmpty()) {
      return "No observations.\n";
    }
    Footnotes footnotes = new Footnotes();
    List<String> lines = new ArrayList<>();
    byWork()
        .forEach((work, rows) -> {
          lines.addAll(section(work, rows, style, footnotes));
          lines.add("");
        });
    footnotes.lines(style).forEach(line -> lines.add(style.faint(line)));
    lines.add("");
    Legend.lines(summaries, style.width()).forEach(line -> lines.add(style.faint(line)));
    return text(lines);
  }

  private Map<Work, List<Summary>> byWork() {
    return summaries.stream()
        .collect(Collectors.groupingBy(Work::of, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<String> section(
      Work work, List<Summary> rows, TableStyle style, Footnotes footnotes) {
    return Replication.of(rows.getFirst().point()).isPresent()
        ? new QuorumSection(work, rows, style, footnotes).lines()
        : new Section(work, rows, style, footnotes).lines();
  }

  /** An empty line is enough where there is nothing between two. */
  private static String text(List<String> lines) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (String line : lines) {
      if (!line.isEmpty() || !before.isEmpty()) {
        text.append(line.stripTrailing()).append('\n');
      }
      before = line;
    }
    return text.toString();
  }
}
