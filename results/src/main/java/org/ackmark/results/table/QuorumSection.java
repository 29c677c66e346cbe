package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    List<String> lines = new ArrayList<>();
    Wrapping.lines(title, style.width(), 2).forEach(line -> lines.add(style.strong(line)));
    String between = null;
    for (Part part : parts()) {
      if (between != null) {
        lines.add(between);
      }
      between = "";
      part.grid.head().stream()
          .filter(line -> !line.isEmpty())
          .forEach(line -> lines.add(style.strong("  " + line)));
      addBody(lines, part);
    }
    lines.addAll(Remarks.below(summaries, style));
    return lines;
  }

  /** Levels beside each other. */
  private record Part(List<String> levels, Grid grid) {}

  /** All levels beside each other if a line holds them, else as many as it holds. */
  private List<Part> parts() {
    List<String> levels = LEVELS.stream().filter(this::measured).toList();
    if (oneLevelEach()) {
      return List.of(part(levels));
    }
    List<Part> parts = new ArrayList<>();
    for (String level : levels) {
      Part before = parts.isEmpty() ? null : parts.getLast();
      Part wider = before == null ? null : part(with(before.levels, level));
      if (wider != null && wider.grid.fits()) {
        parts.set(parts.size() - 1, wider);
      } else {
        parts.add(part(List.of(level)));
      }
    }
    return parts;
  }

  private boolean oneLevelEach() {
    return rows.values().stream().allMatch(cells -> cells.size() == 1);
  }

  private static List<String> with(List<String> levels, String one) {
    return Stream.concat(levels.stream(), Stream.of(one)).toList();
  }

  private Part part(List<String> levels) {
    List<Field> fields = fields(levels);
    List<List<String>> cells =
        rows.keySet().stream()
            .map(row -> fields.stream().map(field -> field.cell.apply(row)).toList())
            .toList();
    List<Column> columns = fields.stream().map(Field::column).toList();
    return new Part(levels, new Grid(columns, cells, MARK_WIDTH, style));
  }

  /** A rule wherever the number of replicas changes. */
  private void addBody(List<String> lines, Part part) {
    List<String> body = part.grid.body();
    int replicas = 0;
    int number = 0;
    for (var row : rows.entrySet()) {
      String cells = body.get(number++);
      List<Summary> shown = part.levels.stream().map(row.getValue()::get).toList();
      if (shown.stream().allMatch(Objects::isNull)) {
        continue;
      }
      if (row.getKey().replicas() != replicas) {
        replicas = row.getKey().replicas();
        lines.add(style.faint("  " + style.rule(part.grid.length())));
      }
      Status worst = Summary.worstOf(shown.stream().filter(Objects::nonNull).toList());
      String line = Remarks.mark(worst) + " " + cells;
      lines.add(worst == Status.OK ? line : style.warning(line));
    }
  }

  private record Field(Column column, Function<Row, String> cell) {}

  private List<Field> fields(List<String> levels) {
    List<Field> fields = new ArrayList<>();
    addUnlessShared(fields, "protocol", Row::protocol);
    addUnlessShared(fields, "variant", Row::variant);
    addUnlessShared(fields, "arm", Row::arm);
    addUnlessShared(fields, "writers", Row::load);
    addNumber(fields, "N", Row::replicas);
    addNumber(fields, "R", Row::readQuorum);
    addNumber(fields, "W", Row::writeQuorum);
    addNumber(fields, "down", row -> row.replicas() - row.writeQuorum());
    if (oneLevelEach()) {
      addOnlyLevel(fields, levels);
      return fields;
    }
    for (String level : levels) {
      addLevel(fields, level, row -> rows.get(row).get(level));
      if (shared(Row::protocol).isEmpty()) {
        addSyncs(fields, row -> rows.get(row).get(level));
      }
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
    if (rows.keySet().stream().map(measured).anyMatch(QuorumSection::isPredicted)) {
      add(fields, measured, "", "predicted", this::predicted);
    }
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

  private static boolean isPredicted(Summary summary) {
    return summary != null && summary.metrics().containsKey(QuorumWords.PREDICTED_P50_NS);
  }

  private String predicted(Summary summary) {
    Double ns = summary.metrics().get(QuorumWords.PREDICTED_P50_NS);
    if (ns != null) {
      return quantities.time(Math.round(ns));
    }
    return summary.measured()
        ? footnotes.notAvailable("not predicted: no node was looked at alone")
        : missing();
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
