package org.ackmark.results.ci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ackmark.results.compare.Comparison;

/**
 * The Markdown of a GitHub Actions step summary: the verdict, the worst points in a table, the rest
 * folded away. GitHub drops a summary that is too large as a whole, so it is cut before.
 */
public final class StepSummary {
  /** What one step may add; 1,024 KiB is GitHub's limit. */
  public static final int MOST_BYTES = 1_000_000;

  private static final int MOST_ROWS_SHOWN = 20;
  private static final int MOST_NOTES = 20;
  private static final String TABLE_HEAD =
      """

      | Verdict | Point | Metric | Base | Candidate | Change | Interval | Margin | Remark |
      |---|---|---|--:|--:|--:|---|--:|---|
      """;
  private static final String CUT = "\nThe rest was left out: a summary may not be larger.\n";

  private final StringBuilder text = new StringBuilder();
  private final int mostBytes;
  private int bytes;

  private StepSummary(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * The summary, never longer than that many bytes in UTF-8; empty if not even the verdict fits.
   *
   * @param mostBytes what is left of {@link #MOST_BYTES}
   */
  public static String render(GateResult result, int mostBytes) {
    StepSummary summary = new StepSummary(mostBytes);
    boolean whole = summary.add(head(result)) && summary.addRows(result.comparisons());
    if (whole) {
      notes(result.comparisons()).forEach(summary::add);
    }
    return summary.text.toString();
  }

  private static String head(GateResult result) {
    Conclusion conclusion = result.conclusion();
    StringBuilder head = new StringBuilder();
    head.append("## Ackmark: ").append(conclusion.outcome()).append("\n\n");
    head.append(Markdown.escaped(conclusion.sentence())).append("\n\n");
    for (Comparison comparison : result.comparisons()) {
      head.append("- ").append(Markdown.escaped(sides(comparison))).append('\n');
    }
    return head.toString();
  }

  private static String sides(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "profile %s, %s, n=%d: %s against %s",
        comparison.profileName(),
        comparison.design().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        comparison.blocks(),
        named(comparison.candidate().name(), comparison.candidate().commits()),
        named(comparison.base().name(), comparison.base().commits()));
  }

  private static String named(String name, List<String> commits) {
    return commits.isEmpty() ? name : name + " (" + String.join(", ", commits) + ")";
  }

  /** Whether all rows found room. */
  private boolean addRows(List<Comparison> comparisons) {
    List<String> rows =
        JudgedEffect.worstFirst(comparisons).stream().map(StepSummary::row).toList();
    if (rows.isEmpty()) {
      return true;
    }
    int shown = Math.min(MOST_ROWS_SHOWN, rows.size());
    return add(TABLE_HEAD)
        && addAll(rows.subList(0, shown), "")
        && (shown == rows.size() || addFolded(rows.subList(shown, rows.size())));
  }

  private boolean addFolded(List<String> rows) {
    String start = "\n<details><summary>" + rows.size() + " more</summary>\n" + TABLE_HEAD;
    return add(start, CUT.length() + "\n</details>\n".length()) && addAll(rows, "\n</details>\n");
  }

  /** Rows as long as they leave room to say that some are missing, then the end. */
  private boolean addAll(List<String> rows, String end) {
    for (String row : rows) {
      if (!add(row, end.length() + CUT.length())) {
        add(end);
        add(CUT);
        return false;
      }
    }
    add(end);
    return true;
  }

  private static String row(JudgedEffect judged) {
    List<String> cells = new ArrayList<>();
    cells.add(judged.outcome().toString());
    cells.add(judged.title());
    cells.add(judged.effect().metric());
    cells.add(Figures.value(judged.effect().base()));
    cells.add(Figures.value(judged.effect().candidate()));
    cells.add(Figures.percent(judged.effect().effectPercent()));
    cells.add(Figures.interval(judged.effect()));
    cells.add(Figures.share(judged.effect().marginPercent()));
    cells.add(judged.remark());
    return "| " + String.join(" | ", cells.stream().map(Markdown::escaped).toList()) + " |\n";
  }

  private static List<String> notes(List<Comparison> comparisons) {
    List<String> notes = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      notes.addAll(comparison.notes());
      comparison
          .dropped()
          .forEach(d -> notes.add("block " + (d.block() + 1) + " does not count: " + d.reason()));
      comparison.environment().forEach(difference -> notes.add("differs: " + difference));
    }
    List<String> lines = new ArrayList<>();
    lines.add("\n");
    notes.stream()
        .distinct()
        .limit(MOST_NOTES)
        .forEach(note -> lines.add("- " + Markdown.escaped(note) + "\n"));
    return notes.isEmpty() ? List.of() : lines;
  }

  private boolean add(String more) {
    return add(more, 0);
  }

  /** Adds a part, if it leaves that much room behind it. */
  private boolean add(String more, int reserved) {
    int size = more.getBytes(StandardCharsets.UTF_8).length;
    if (bytes + size + reserved > mostBytes) {
      return false;
    }
    text.append(more);
    bytes += size;
    return true;
  }
}
