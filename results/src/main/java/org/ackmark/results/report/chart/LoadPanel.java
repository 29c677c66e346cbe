package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Scale;
import org.ackmark.results.report.svg.Shapes;

/** One panel of the load chart: three percentiles of one variant. */
final class LoadPanel {
  static final double HEIGHT = 306;

  private static final double HEAD = 42;
  private static final double PLOT = 205;
  private static final double LEFT = 54;
  private static final double NAMES = 46;
  private static final double LINE = 14;
  private static final double RADIUS = 3.8;
  private static final double TICK_WIDTH = 64;

  private final Looks looks;
  private final Scale rates;
  private final LogScale times;

  LoadPanel(Looks looks, Scale rates, LogScale times) {
    this.looks = looks;
    this.rates = rates;
    this.times = times;
  }

  /** A percentile, and how its line is told from the others. */
  private record Line(String name, String dash, Function<LoadChart.Step, Double> value) {}

  private static final List<Line> LINES =
      List.of(
          new Line("p99.9", " dotted", LoadChart.Step::p999Ns),
          new Line("p99", "", LoadChart.Step::p99Ns),
          new Line("p50", " dashed", LoadChart.Step::p50Ns));

  List<Element> draw(LoadChart.Sweep sweep, double left, double top, double width) {
    Frame frame = new Frame(left + LEFT, top + HEAD, width - LEFT - NAMES, PLOT);
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", left, top + 14, Labels.fitted(sweep.title(), width)));
    parts.add(Shapes.text("quiet", left, top + 30, "survives " + sweep.guarantee().label()));
    parts.addAll(Axes.left(frame, times, times.ticks(6), Words::roundTime));
    List<Double> ticks = rates.ticks((int) (frame.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(frame, rates, ticks, Words::roundRate, "offered commits/s"));
    List<String> names = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    for (Line line : LINES) {
      List<LoadChart.Step> steps =
          sweep.steps().stream().filter(step -> line.value.apply(step) != null).toList();
      if (!steps.isEmpty()) {
        parts.addAll(line(sweep, line, steps, frame));
        names.add(line.name);
        ends.add(frame.y(times, line.value.apply(steps.getLast())));
      }
    }
    List<Double> places = Labels.apart(ends, LINE, frame.top() + 4, frame.bottom());
    for (int i = 0; i < names.size(); i++) {
      parts.add(Shapes.text("label", frame.right() + 8, places.get(i) + 4, names.get(i)));
    }
    return parts;
  }

  private List<Element> line(
      LoadChart.Sweep sweep, Line line, List<LoadChart.Step> steps, Frame frame) {
    Path path = new Path();
    List<Element> marks = new ArrayList<>();
    for (LoadChart.Step step : steps) {
      double x = frame.x(rates, step.rate());
      double y = frame.y(times, line.value.apply(step));
      path.through(x, y);
      marks.add(
          Shapes.told(
              looks.of(sweep.name()).mark(x, y, RADIUS, !step.held()),
              "%s at %s/s: %s %s%s"
                  .formatted(
                      sweep.name(),
                      Words.rate(step.rate()),
                      line.name,
                      Words.time(line.value.apply(step)),
                      step.held() ? "" : ", " + Words.status(step.status()))));
    }
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.path("line " + looks.of(sweep.name()).colour() + line.dash, path));
    parts.addAll(marks);
    return parts;
  }
}
