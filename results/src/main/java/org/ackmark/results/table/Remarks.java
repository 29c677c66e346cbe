package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.ackmark.results.Replication;
import org.ackmark.results.Status;
import org.ackmark.results.summary.Summary;

/** What is to be said of points that did not run as intended, one line each. */
final class Remarks {
  /** Of more than this many, of whom the same is to be said, it is said once. */
  private static final int MOST_NAMED = 3;

  private Remarks() {}

  /** The sign before a row, which a remark below it explains. */
  static String mark(Status status) {
    return switch (status) {
      case OK -> " ";
      case SKIPPED -> "-";
      case DISTURBED -> "~";
      case MISSED -> "<";
      case FAILED -> "!";
    };
  }

  /** The remarks as they stand below a table, after an empty line; nothing if there are none. */
  static List<String> below(List<Summary> summaries, TableStyle style) {
    List<String> lines = new ArrayList<>();
    lines(summaries, style).forEach(line -> lines.add(style.warning(line)));
    if (!lines.isEmpty()) {
      lines.addFirst("");
    }
    return lines;
  }

  static List<String> lines(List<Summary> summaries, TableStyle style) {
    Map<Remark, StringJoiner> writersOf = new LinkedHashMap<>();
    for (Summary summary : summaries) {
      if (summary.worst() != Status.OK) {
        writersOf
            .computeIfAbsent(remark(summary), _ -> new StringJoiner(", "))
            .add(Cells.writers(summary.point()));
      }
    }
    List<String> lines = new ArrayList<>();
    Map<Remark, Long> alike =
        writersOf.keySet().stream()
            .collect(
                Collectors.groupingBy(Remark::unnamed, LinkedHashMap::new, Collectors.counting()));
    writersOf.forEach((remark, writers) -> {
      if (alike.get(remark.unnamed()) <= MOST_NAMED) {
        lines.addAll(wrapped(remark.text(writers), style));
      }
    });
    alike.forEach((remark, count) -> {
      if (count > MOST_NAMED) {
        lines.addAll(wrapped(remark.textForMany(count), style));
      }
    });
    return lines;
  }

  private static List<String> wrapped(String text, TableStyle style) {
    return Wrapping.lines(style.printable(text), style.width(), 4);
  }

  /** The same often holds for several numbers of writers. */
  private record Remark(String mark, String name, String guarantee, String fate, String reasons) {
    String text(StringJoiner writers) {
      return "%s %s (%s; writers %s) %s: %s"
          .formatted(mark, name, guarantee, writers, fate, reasons);
    }

    /** What is said, without of whom. */
    Remark unnamed() {
      return new Remark(mark, "", "", fate, reasons);
    }

    String textForMany(long count) {
      return "%s %d variants %s: %s".formatted(mark, count, fate, reasons);
    }
  }

  private static Remark remark(Summary summary) {
    return new Remark(
        mark(summary.worst()),
        name(summary),
        summary.point().guarantee().label(),
        fate(summary),
        String.join("; ", summary.reasons()));
  }

  /** The variant, its quorum, and which arm of a run that compares several. */
  private static String name(Summary summary) {
    String variant = summary.point().variant();
    String quorum = Replication.labelOf(summary.point());
    return summary.arm() == null ? variant + quorum : variant + quorum + ", " + summary.arm();
  }

  private static String fate(Summary summary) {
    String status = summary.worst().label();
    int left = summary.observations() - summary.used();
    if (!summary.measured()) {
      return status;
    }
    if (!summary.doubtful()) {
      return left + " of " + summary.observations() + " blocks left out, " + status;
    }
    return left == 0
        ? status + " in every block, shown all the same"
        : status + ", no block ran as intended, the others shown all the same";
  }
}
