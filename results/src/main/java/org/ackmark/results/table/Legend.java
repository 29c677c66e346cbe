package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Replication;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.summary.Summary;

/** What the columns and the guarantees of a table mean, for those who read the first one. */
final class Legend {
  private static final int TERM_WIDTH = 13;

  private Legend() {}

  /** Only what the table shows. */
  static List<String> lines(List<Summary> summaries, int width) {
    Map<String, String> terms = new LinkedHashMap<>();
    List<Summary> single = summaries.stream().filter(s -> !replicated(s)).toList();
    guarantees(single).forEach(g -> terms.put(g.label(), g.sentence()));
    if (single.size() < summaries.size()) {
      terms.putAll(QuorumWords.TERMS);
      terms.putAll(QuorumWords.shownBy(summaries));
    }
    columns(summaries, single, terms);
    List<String> lines = new ArrayList<>();
    lines.add(
        single.isEmpty()
            ? "Each level makes another promise; compare down a column, not across:"
            : "Each group of rows makes one promise; compare within a group, not across:");
    terms.forEach(
        (term, meaning) -> lines.addAll(Wrapping.definition(term, TERM_WIDTH, meaning, width)));
    return lines;
  }

  private static boolean replicated(Summary summary) {
    return Replication.of(summary.point()).isPresent();
  }

  private static void columns(
      List<Summary> summaries, List<Summary> single, Map<String, String> terms) {
    boolean callbacks =
        summaries.stream().anyMatch(s -> s.point().threadKind() == ThreadKind.CALLBACKS);
    terms.put(
        "writers",
        "How many writes wait for acknowledgement at once; as threads, if nothing else is said"
            + (callbacks ? ", or as callbacks to one thread." : "."));
    terms.put("commits/s", "Acknowledged commits per second, of all writers together.");
    terms.put("p50", "Time from submit to acknowledgement: half of the commits take no longer.");
    if (single.isEmpty()) {
      terms.put("p99", "The same for 99 in 100.");
      return;
    }
    terms.put("p99, p99.9", "The same for 99 in 100 and for 999 in 1000 commits.");
    terms.put(
        "syncs/commit", "1: each commit has a sync of its own. 0.02: fifty commits share one.");
    if (Cells.efficiency(summaries)) {
      terms.put("efficiency", "Share of what the device can sync at best: 1 is all of it.");
    }
  }

  private static List<Guarantee> guarantees(List<Summary> summaries) {
    return summaries.stream()
        .map(summary -> summary.point().guarantee())
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
