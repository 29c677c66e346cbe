package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.Replication;
import org.ackmark.results.Status;
import org.ackmark.results.summary.Summary;
import org.ackmark.results.summary.Work;

/** One kind of work on several replicas: N, R and W down, levels across. */
final class QuorumSection {
  /** The weakest first: reading on shows what more safety costs. */
  private static final List<String> LEVELS = List.of("RECEIVED", "WRITTEN", "SYNCED");

  private static final int MARK_WIDTH = 2;
  private static final String GETS_PER_SECOND = "getsPerSecond";

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::protocol)
          .thenComparing(Row::variant)
          .thenComparing(Row::arm)
          .thenComparing(Row::load)
          .thenComparingInt(Row::replicas)
          .thenComparingInt(Row::writeQuorum)
          .thenComparingInt(Row::readQuorum);

  private final List<Summary> summaries;
  private final TableStyle style;
  private final Quantities quantities;
  private final Footnotes footnotes;
  private final Map<Row, Map<String, Summary>> rows = new LinkedHashMap<>();
  private final String title;

  QuorumSection(Work work, List<Summary> summaries, TableStyle style, Footnotes footnotes) {
    this.summaries = summaries;
    this.style = style;
    this.quantities = new Quantities(style);
    this.footnotes = footnotes;
    summaries.stream()
        .sorted(Comparator.comparing(Row::of, ORDER))
        .forEach(s -> rows.computeIfAbsent(Row.of(s), _ -> new LinkedHashMap<>()).put(level(s), s));
    this.title =
        Stream.of(
                style.printable(work.titled(style.dot())),
                shared(row -> "protocol " + row.protocol()),
                shared(Row::variant),
                shared(Row::arm),
                shared(Row::load),
                Section.medians(summaries))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(style.dot()));
  }

  /** What a row is about; no arm is an empty one. */
  private record Row(
      String protocol,
      int replicas,
      int readQuorum,
      int writeQuorum,
      String variant,
      String load,
      String arm) {
    static Row of(Summary summary) {
      Replication replication = replication(summary);
      return new Row(
          Replication.protocolOf(summary.point()),
          replication.replicas(),
          replication.readQuorum(),
          replication.writeQuorum(),
          summary.point().variant(),
          Cells.writers(summary.point()),
          summary.arm() == null ? "" : summary.arm());
    }
  }

  private static Replication replication(Summary summary) {
    return Replication.of(summary.point()).orElseThrow();
  }

  private static String level(Summary summary) {
    return replication(summary).level();
  }

  /** What all rows have there; empty if they differ. */
  private String shared(Function<Row, String> part) {
    List<String> all = rows.keySet().stream().map(part).distinct().toList();
    return all.size() == 1 ? style.printable(all.getFirst()) : "";
  }

  List<String> lines() {
    List<Field> fields = fields();
    List<List<String>> cells =
        rows.keySet().stream()
            .map(row -> fields.stream().map(field -> field.cell.apply(row)).toList())
            .toList();
    List<Column> columns = fields.stream().map(Field::column).toList();
    Grid grid = new Grid(columns, cells, MARK_WIDTH, style);
    List<String> lines = new ArrayList<>();
    lines.add(style.strong(title));
    grid.head().stream()
        .filter(line -> !line.isEmpty())
        .forEach(line -> lines.add(style.strong("  " + line)));
    addBody(lines, grid);
    lines.addAll(Remarks.below(summaries, style));
    return lines;
  }

  /** A rule wherever the number of replicas changes. */
  private void addBody(List<String> lines, Grid grid) {
    List<String> body = grid.body();
    int replicas = 0;
    int number = 0;
    for (var row : rows.entrySet()) {
      if (row.getKey().replicas() != replicas) {
        replicas = row.getKey().replicas();
        lines.add(style.faint("  " + style.rule(grid.length())));
      }
      Status worst = Summary.worstOf(row.getValue().values());
      String line = Remarks.mark(worst) + " " + body.get(number);
      lines.add(worst == Status.OK ? line : style.warning(line));
      number++;
    }
  }

  private record Field(Column column, Function<Row, String> cell) {}

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    addUnlessShared(fields, "protocol", Row::protocol);
    addUnlessShared(fields, "variant", Row::variant);
    addUnlessShared(fields, "arm", Row::arm);
    addUnlessShared(fields, "writers", Row::load);
    addNumber(fields, "N", Row::replicas);
    addNumber(fields, "R", Row::readQuorum);
    addNumber(fields, "W", Row::writeQuorum);
    addNumber(fields, "down", row -> row.replicas() - row.writeQuorum());
    List<String> levels = LEVELS.stream().filter(this::measured).toList();
    if (rows.values().stream().anyMatch(cells -> cells.size() > 1)) {
      for (String level : levels) {
        addLevel(fields, level, row -> rows.get(row).get(level));
        if (shared(Row::protocol).isEmpty()) {
          addSyncs(fields, row -> rows.get(row).get(level));
        }
      }
    } else {
      addOnlyLevel(fields, levels);
    }
    return fields;
  }

  /** Where no row has more than one level, levels need no columns each, and syncs find room. */
  private void addOnlyLevel(List<Field> fields, List<String> levels) {
    if (levels.size() > 1) {
      fields.add(new Field(Column.text("level"), row -> level(only(row))));
    }
    addLevel(fields, levels.size() == 1 ? levels.getFirst() : "", this::only);
    addSyncs(fields, this::only);
  }

  private void addSyncs(List<Field> fields, Function<Row, Summary> measured) {
    if (summaries.stream().anyMatch(s -> s.cost().syncsPerCommit() != null)) {
      add(fields, measured, "", "syncs/op", s -> ratio(s.cost().syncsPerCommit()));
    }
  }

  private Summary only(Row row) {
    return rows.get(row).values().iterator().next();
  }

  private boolean measured(String level) {
    return rows.values().stream().anyMatch(cells -> cells.containsKey(level));
  }

  private void addUnlessShared(List<Field> fields, String head, Function<Row, String> cell) {
    if (rows.keySet().stream().map(cell).distinct().count() > 1) {
      fields.add(new Field(Column.text(head), cell));
    }
  }

  private static void addNumber(List<Field> fields, String head, Function<Row, Integer> cell) {
    fields.add(new Field(Column.number(head), row -> cell.apply(row).toString()));
  }

  private void addLevel(List<Field> fields, String level, Function<Row, Summary> measured) {
    String above = level;
    if (summaries.stream().anyMatch(s -> s.cost().commitsPerSecond() != null)) {
      add(fields, measured, above, "commits/s", s -> rate(s.cost().commitsPerSecond()));
      above = "";
    }
    if (summaries.stream().anyMatch(s -> s.metrics().containsKey(GETS_PER_SECOND))) {
      add(fields, measured, above, "gets/s", s -> rate(s.metrics().get(GETS_PER_SECOND)));
    }
    add(fields, measured, "", "p50", s -> time(s.latency().p50Ns()));
    add(fields, measured, "", "p99", s -> time(s.latency().p99Ns()));
  }

  private void add(
      List<Field> fields,
      Function<Row, Summary> measured,
      String above,
      String head,
      Function<Summary, String> quantity) {
    Function<Row, String> cell =
        row -> {
          Summary summary = measured.apply(row);
          return summary == null ? "" : quantity.apply(summary);
        };
    fields.add(new Field(new Column(above, head, true), cell));
  }

  private String rate(Double perSecond) {
    return perSecond == null ? missing() : quantities.rate(perSecond);
  }

  private String time(Long ns) {
    return ns == null ? missing() : quantities.time(ns);
  }

  private String ratio(Double value) {
    return value == null ? missing() : quantities.ratio(value);
  }

  private String missing() {
    return footnotes.notAvailable("not measured, or too few to tell");
  }
}
