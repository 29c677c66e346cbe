package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.ackmark.results.Status;
import org.ackmark.results.report.model.Course;
import org.ackmark.results.report.model.Course.Interval;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/** Whether throughput was the same all the time: acknowledgements per second, by interval. */
public final class ThroughputChart implements Chart<ThroughputChart.Data> {
  private static final int MOST_PANELS = 8;

  /** What moves less than that is called steady. */
  private static final double STEADY = 0.2;

  private static final double HEIGHT = 206;
  private static final double HEAD = 32;
  private static final double PLOT = 116;
  private static final double LEFT = 54;
  private static final double GAP = 26;
  private static final double TICK_WIDTH = 60;

  private final Looks looks;

  /** In those looks. */
  public ThroughputChart(Looks looks) {
    this.looks = looks;
  }

  /** One block: rates in the middle of whole intervals. */
  record Line(int block, boolean doubtful, List<Interval> intervals, Optional<Plateaus> plateaus) {
    double end() {
      return intervals.stream().mapToDouble(Courses::end).max().orElse(0);
    }
  }

  /** Two levels, where the run found a change from one to the other. */
  record Plateaus(double firstPerSecond, double secondPerSecond, double changeSeconds) {
    static Optional<Plateaus> of(Map<String, Double> metrics) {
      Double first = metrics.get("plateau1PerSecond");
      Double second = metrics.get("plateau2PerSecond");
      Double change = metrics.get("plateauChangeAtSeconds");
      return first == null || second == null || change == null
          ? Optional.empty()
          : Optional.of(new Plateaus(first, second, change));
    }
  }

  /** One point. */
  record Panel(String name, String title, List<Line> lines) {
    DoubleStream rates() {
      return lines.stream()
          .flatMapToDouble(line -> line.intervals.stream().mapToDouble(Interval::perSecond));
    }

    /** From the least to the greatest, as a share of the middle. */
    double unrest() {
      double[] sorted = rates().sorted().toArray();
      double middle = sorted[sorted.length / 2];
      return middle == 0 ? Double.MAX_VALUE : (sorted[sorted.length - 1] - sorted[0]) / middle;
    }
  }

  /**
   * The panels that are shown.
   *
   * @param panels the least steady first
   * @param of how many there are in all
   */
  public record Data(List<Panel> panels, int of) {}

  @Override
  public String id() {
    return "throughput";
  }

  @Override
  public String heading() {
    return "Throughput over time";
  }

  @Override
  public String reading() {
    return "Acknowledged commits per second in each interval, from zero; one line for each block,"
        + " dashed where it did not run as intended. A level line can stand for the whole; where"
        + " it does not, both levels that were found are drawn.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    List<Panel> all =
        Courses.points(run).stream()
            .map(ThroughputChart::panel)
            .filter(panel -> panel.rates().findAny().isPresent())
            .sorted(Comparator.comparingDouble(Panel::unrest).reversed())
            .toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new Data(all.subList(0, Math.min(MOST_PANELS, all.size())), all.size()));
  }

  private static Panel panel(Measured measured) {
    List<Line> lines = Courses.of(measured).stream().map(ThroughputChart::line).toList();
    return new Panel(measured.name(), Words.title(measured), lines);
  }

  /** Without intervals that are cut short at the end: their rate is mostly chance. */
  private static Line line(Course course) {
    double longest =
        course.intervals().stream().mapToDouble(Interval::lengthSeconds).max().orElse(0);
    return new Line(
        course.observation().block(),
        course.observation().status() != Status.OK,
        course.intervals().stream().filter(i -> i.lengthSeconds() > longest / 2).toList(),
        Plateaus.of(course.observation().metrics()));
  }

  @Override
  public String message(Data data) {
    for (Panel panel : data.panels) {
      for (Line line : panel.lines) {
        if (line.plateaus.isPresent()) {
          return twoLevels(panel, line.plateaus.get());
        }
      }
    }
    Panel worst = data.panels.getFirst();
    double least = worst.rates().min().orElse(0);
    double greatest = worst.rates().max().orElse(0);
    if (worst.unrest() < STEADY) {
      return String.format(
          Locale.ROOT,
          "Throughput holds still: nothing moves by more than %.0f %%",
          Math.max(1, 100 * worst.unrest()));
    }
    return "Least steady: %s moves between %s and %s commits/s"
        .formatted(worst.title, Words.rate(least), Words.rate(greatest));
  }

  private static String twoLevels(Panel panel, Plateaus plateaus) {
    return "%s has two levels: %s commits/s, and %s from %s on"
        .formatted(
            panel.title,
            Words.rate(plateaus.firstPerSecond),
            Words.rate(plateaus.secondPerSecond),
            Courses.seconds(plateaus.changeSeconds));
  }

  @Override
  public String remark(Data data) {
    return data.of == data.panels.size()
        ? ""
        : "Shown are the %d that are least steady, of %d.".formatted(data.panels.size(), data.of);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table = DataTable.of("point", "block", "from", "to", "commits/s");
    for (Panel panel : data.panels) {
      for (Line line : panel.lines) {
        for (Interval interval : line.intervals) {
          table.row(
              panel.title,
              Integer.toString(line.block + 1),
              Courses.seconds(interval.startSeconds()),
              Courses.seconds(Courses.end(interval)),
              Words.rate(interval.perSecond()));
        }
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    int columns = canvas.broad() && data.panels.size() > 1 ? 2 : 1;
    int rows = (data.panels.size() + columns - 1) / columns;
    double width = (canvas.width() - GAP * (columns - 1)) / columns;
    LinearScale time = new LinearScale(0, end(all));
    Drawing drawing = canvas.drawing(rows * HEIGHT, message(data), reading());
    for (int i = 0; i < data.panels.size(); i++) {
      int row = i / columns;
      double left = (i % columns) * (width + GAP);
      Frame frame = new Frame(left + LEFT, row * HEIGHT + HEAD, width - LEFT - 8, PLOT);
      drawing.add(panel(data.panels.get(i), all, time, frame));
    }
    return drawing;
  }

  private static double end(List<Data> all) {
    return all.stream()
        .flatMap(d -> d.panels.stream())
        .flatMap(panel -> panel.lines.stream())
        .flatMap(line -> line.intervals.stream())
        .mapToDouble(Courses::end)
        .max()
        .orElse(1);
  }

  /** From zero to the greatest of all runs for this point, so that sides can be compared. */
  private static LinearScale rates(Panel panel, List<Data> all) {
    return LinearScale.upTo(
        all.stream()
            .flatMap(d -> d.panels.stream())
            .filter(other -> other.title.equals(panel.title))
            .flatMapToDouble(Panel::rates)
            .max()
            .orElse(1));
  }

  private List<Element> panel(Panel panel, List<Data> all, LinearScale time, Frame frame) {
    LinearScale rates = rates(panel, all);
    List<Element> parts = new ArrayList<>();
    double left = frame.left() - LEFT;
    String title = Labels.fitted(panel.title, frame.right() - left);
    parts.add(Shapes.text("panel", left, frame.top() - HEAD + 14, title));
    parts.addAll(Axes.left(frame, rates, rates.ticks(4), Words::roundRate));
    List<Double> ticks = time.ticks((int) (frame.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(frame, time, ticks, Words::plain, "seconds"));
    for (Line line : panel.lines) {
      Path path = new Path();
      for (Interval interval : line.intervals) {
        double middle = interval.startSeconds() + interval.lengthSeconds() / 2;
        path.through(frame.x(time, middle), frame.y(rates, interval.perSecond()));
      }
      String dashed = line.doubtful ? " dashed" : "";
      String cssClass = "line thin " + looks.of(panel.name).colour() + dashed;
      parts.add(
          Shapes.told(Shapes.path(cssClass, path), panel.title + ", block " + (line.block + 1)));
      line.plateaus.ifPresent(p -> parts.addAll(levels(p, line.end(), time, rates, frame)));
    }
    return parts;
  }

  private static List<Element> levels(
      Plateaus plateaus, double end, LinearScale time, LinearScale rates, Frame frame) {
    double first = frame.y(rates, plateaus.firstPerSecond);
    double second = frame.y(rates, plateaus.secondPerSecond);
    double change = frame.x(time, plateaus.changeSeconds);
    return List.of(
        Shapes.line("level", frame.left(), first, change, first),
        Shapes.line("level", change, second, frame.x(time, end), second),
        Shapes.line("zero", change, frame.top(), change, frame.bottom()));
  }
}
