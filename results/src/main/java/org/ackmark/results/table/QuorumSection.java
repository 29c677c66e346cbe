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
      Comparator.comparing(Row::variant)
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
                shared(Row::variant),
                shared(Row::arm),
                shared(Row::load),
                Section.medians(summaries))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(style.dot()));
  }

  /** What a row is about; no arm is an empty one. */
  private record Row(
      int replicas, int readQuorum, int writeQuorum, String variant, String load, String arm) {
    static Row of(Summary summary) {
      Replication replication = replication(summary);
      return new Row(
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
      part.grid.head().forEach(line -> lines.add(style.strong("  " + line)));
      addBody(lines, part);
    }
    lines.addAll(Remarks.below(summaries, style));
    return lines;
  }

  /** Levels beside each other. */
  private record Part(List<String> levels, Grid grid) {}

  /** All levels beside each other if a line holds them, else as many as it holds. */
  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (String level : LEVELS.stream().filter(this::measured).toList()) {
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
    addUnlessShared(fields, "variant", Row::variant);
    addUnlessShared(fields, "arm", Row::arm);
    addUnlessShared(fields, "writers", Row::load);
    addNumber(fields, "N", Row::replicas);
    addNumber(fields, "R", Row::readQuorum);
    addNumber(fields, "W", Row::writeQuorum);
    addNumber(fields, "down", row -> row.replicas() - row.writeQuorum());
    levels.forEach(level -> addLevel(fields, level));
    return fields;
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

  private void addLevel(List<Field> fields, String level) {
    String above = level;
    if (summaries.stream().anyMatch(s -> s.cost().commitsPerSecond() != null)) {
      add(fields, level, above, "commits/s", s -> rate(s.cost().commitsPerSecond()));
      above = "";
    }
    if (summaries.stream().anyMatch(s -> s.metrics().containsKey(GETS_PER_SECOND))) {
      add(fields, level, above, "gets/s", s -> rate(s.metrics().get(GETS_PER_SECOND)));
    }
    add(fields, level, "", "p50", s -> time(s.latency().p50Ns()));
    if (at(level).anyMatch(s -> s.metrics().containsKey(QuorumWords.PREDICTED_P50_NS))) {
      add(fields, level, "", "predicted", this::predicted);
    }
    add(fields, level, "", "p99", s -> time(s.latency().p99Ns()));
  }

  private void add(
      List<Field> fields,
      String level,
      String above,
      String head,
      Function<Summary, String> quantity) {
    Function<Row, String> cell =
        row -> {
          Summary summary = rows.get(row).get(level);
          return summary == null ? "" : quantity.apply(summary);
        };
    fields.add(new Field(new Column(above, head, true), cell));
  }

  private Stream<Summary> at(String level) {
    return rows.values().stream().map(cells -> cells.get(level)).filter(Objects::nonNull);
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

  private String missing() {
    return footnotes.notAvailable("not measured, or too few to tell");
  }
}
