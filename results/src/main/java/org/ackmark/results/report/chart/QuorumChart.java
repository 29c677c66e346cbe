package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ackmark.results.Replication;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Shapes;
import org.ackmark.results.summary.Summary;
import org.ackmark.results.summary.Work;

/** What one more replica, one more acknowledgement and the next level cost. */
public final class QuorumChart implements Chart<QuorumChart.Data> {
  private static final List<String> LEVELS = List.of("RECEIVED", "WRITTEN", "SYNCED");
  private static final String GETS_PER_SECOND = "getsPerSecond";
  private static final int TONES = 5;
  private static final int FAR_TONE = 3;
  private static final double HEAD = 64;
  private static final double LEFT = 44;
  private static final double LANE = 34;
  private static final double GAP = 28;
  private static final double SEAM = 2;

  /** One quorum. */
  record Cell(Replication quorum, double perSecond, Long p99Ns) {
    /** Such as W2, or R1 W2 where R says more than that reads just meet writes. */
    String answers() {
      boolean meeting = quorum.readQuorum() == quorum.replicas() - quorum.writeQuorum() + 1;
      return (meeting ? "" : "R" + quorum.readQuorum() + " ") + "W" + quorum.writeQuorum();
    }
  }

  /** Quorums under the same work and load. */
  record Group(String title, List<Cell> cells) {
    List<Cell> at(String level) {
      return cells.stream().filter(cell -> cell.quorum.level().equals(level)).toList();
    }

    List<String> levels() {
      return LEVELS.stream().filter(level -> !at(level).isEmpty()).toList();
    }

    List<Integer> replicas() {
      return cells.stream().map(cell -> cell.quorum.replicas()).distinct().sorted().toList();
    }

    List<String> answers() {
      return cells.stream()
          .sorted(
              Comparator.comparingInt((Cell cell) -> cell.quorum.writeQuorum())
                  .thenComparing(Cell::answers))
          .map(Cell::answers)
          .distinct()
          .toList();
    }

    Optional<Cell> at(String level, int replicas, String answers) {
      return at(level).stream()
          .filter(cell -> cell.quorum.replicas() == replicas && cell.answers().equals(answers))
          .findFirst();
    }
  }

  /** The groups of a run. */
  public record Data(List<Group> groups) {}

  @Override
  public String id() {
    return "quorums";
  }

  @Override
  public String heading() {
    return "What does the next replica cost?";
  }

  @Override
  public String reading() {
    return "Down, more replicas (N); to the right, more of them acknowledge a write (W), and so"
        + " fewer may be down. Operations a second; the stronger the tone, the more. Reads"
        + " ask N - W + 1 unless R says otherwise.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    for (Measured point : run.points()) {
      cell(point)
          .ifPresent(
              cell -> groups.computeIfAbsent(title(point), _ -> new ArrayList<>()).add(cell));
    }
    List<Group> all =
        groups.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(new Data(all));
  }

  private static Optional<Cell> cell(Measured measured) {
    Summary summary = measured.summary();
    Double perSecond = summary.cost().commitsPerSecond();
    Double rate = perSecond == null ? summary.metrics().get(GETS_PER_SECOND) : perSecond;
    return rate == null
        ? Optional.empty()
        : Replication.of(measured.point())
            .map(quorum -> new Cell(quorum, rate, summary.latency().p99Ns()));
  }

  private static String title(Measured measured) {
    String arm = measured.summary().arm() == null ? "" : " (" + measured.summary().arm() + ")";
    return "%s · protocol %s · %s%s · %s"
        .formatted(
            Work.of(measured.summary()).titled(" · "),
            Replication.protocolOf(measured.point()),
            measured.point().variant(),
            arm,
            Words.load(measured.point()));
  }

  /** One log against the quorum that most people would take. */
  @Override
  public String message(Data data) {
    Group group = data.groups.getFirst();
    String level = group.levels().getLast();
    Optional<Cell> one = group.at(level, 1, "W1");
    Optional<Cell> most =
        group.at(level).stream()
            .filter(cell -> cell.quorum.replicas() > 1)
            .filter(cell -> cell.quorum.writeQuorum() == cell.quorum.replicas() / 2 + 1)
            .min(Comparator.comparingInt(cell -> cell.quorum.replicas()));
    if (one.isEmpty() || most.isEmpty()) {
      return "%s: %s".formatted(group.title, Words.count(group.cells.size(), "quorum"));
    }
    Replication quorum = most.get().quorum;
    return "At %s, %d of %d replicas acknowledge %s writes a second, %.0f %% of what one log does"
        .formatted(
            level,
            quorum.writeQuorum(),
            quorum.replicas(),
            Words.rate(most.get().perSecond),
            100 * most.get().perSecond / one.get().perSecond);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table = DataTable.of("what", "N", "R", "W", "level", "operations/s", "p99");
    for (Group group : data.groups) {
      for (Cell cell : group.cells) {
        table.row(
            group.title,
            Integer.toString(cell.quorum.replicas()),
            Integer.toString(cell.quorum.readQuorum()),
            Integer.toString(cell.quorum.writeQuorum()),
            cell.quorum.level(),
            Words.rate(cell.perSecond),
            Words.time(cell.p99Ns));
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    LogScale scale =
        LogScale.around(
            all.stream()
                .flatMap(each -> each.groups.stream())
                .flatMap(group -> group.cells.stream())
                .mapToDouble(Cell::perSecond));
    List<Element> parts = new ArrayList<>();
    double top = 0;
    for (Group group : data.groups) {
      int across = canvas.broad() ? Math.max(1, group.levels().size()) : 1;
      double width = (canvas.width() - (across - 1) * GAP) / across;
      double height = HEAD + group.replicas().size() * LANE + GAP;
      if (data.groups.size() > 1) {
        parts.add(Shapes.text("panel", 0, top + 14, Labels.fitted(group.title, canvas.width())));
        top += 22;
      }
      for (int i = 0; i < group.levels().size(); i++) {
        double left = canvas.broad() ? i * (width + GAP) : 0;
        parts.addAll(grid(group, group.levels().get(i), scale, left, top, width));
        top += canvas.broad() ? 0 : height;
      }
      top += canvas.broad() ? height : 0;
    }
    return canvas.drawing(top, message(data), reading()).add(parts);
  }

  private static List<Element> grid(
      Group group, String level, LogScale scale, double left, double top, double width) {
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", left, top + 14, level));
    List<String> answers = group.answers();
    double cell = (width - LEFT) / answers.size();
    for (int column = 0; column < answers.size(); column++) {
      double middle = left + LEFT + (column + 0.5) * cell;
      parts.add(Shapes.textAround("tick", middle, top + HEAD - 8, answers.get(column)));
    }
    for (int row = 0; row < group.replicas().size(); row++) {
      int replicas = group.replicas().get(row);
      double y = top + HEAD + row * LANE;
      parts.add(Shapes.text("tick", left, y + LANE / 2 + 4, "N " + replicas));
      for (int column = 0; column < answers.size(); column++) {
        double x = left + LEFT + column * cell;
        group
            .at(level, replicas, answers.get(column))
            .ifPresent(found -> parts.addAll(tile(found, scale, x, y, cell)));
      }
    }
    return parts;
  }

  private static List<Element> tile(Cell cell, LogScale scale, double x, double y, double width) {
    int tone = Math.clamp((int) (scale.place(cell.perSecond) * TONES), 0, TONES - 1);
    String far = tone >= FAR_TONE ? " far" : "";
    String told =
        "%s: %s/s, p99 %s"
            .formatted(cell.quorum.label(), Words.rate(cell.perSecond), Words.time(cell.p99Ns));
    return List.of(
        Shapes.told(
            Shapes.box("h" + (tone + 1), x, y, width - SEAM, LANE - SEAM).with("rx", 4), told),
        Shapes.textAround(
            "onheat" + far, x + width / 2, y + LANE / 2 + 4, Words.shortRate(cell.perSecond)));
  }
}
