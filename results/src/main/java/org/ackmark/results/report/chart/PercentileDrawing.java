package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.report.model.Distribution;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/** Draws the percentile curves: loads below each other, guarantees side by side. For one thread. */
final class PercentileDrawing {
  private static final double HEAD = 42;
  private static final double PLOT = 190;
  private static final double AXIS = 52;
  private static final double LEFT = 54;
  private static final double LEAST_NAMES = 104;
  private static final double MOST_NAMES = 190;
  private static final double GAP = 12;
  private static final double LINE = 14;
  private static final double RADIUS = 3.2;
  private static final double[] NINES = {10, 100, 1000, 10_000, 100_000, 1_000_000};

  private final Looks looks;
  private final PercentileChart.Data data;
  private final Canvas canvas;
  private final LogScale rarity;
  private final LogScale times;
  private final int columns;
  private final double names;

  PercentileDrawing(
      Looks looks, PercentileChart.Data data, List<PercentileChart.Data> all, Canvas canvas) {
    this.looks = looks;
    this.data = data;
    this.canvas = canvas;
    columns = canvas.broad() ? Math.max(2, data.guarantees().size()) : 1;
    names = columns == 2 ? MOST_NAMES : LEAST_NAMES;
    List<Distribution.Step> steps =
        all.stream()
            .flatMap(d -> d.curves().stream())
            .flatMap(curve -> curve.distribution().steps().stream())
            .toList();
    double rarest = steps.stream().mapToDouble(Distribution.Step::oneIn).max().orElse(100);
    rarity = new LogScale(Distribution.MEDIAN, Math.max(100, rarest));
    times = LogScale.around(steps.stream().mapToDouble(Distribution.Step::ns));
  }

  Drawing draw(String title, String description) {
    List<List<PercentileChart.Panel>> rows = rows();
    double row = HEAD + PLOT + AXIS;
    Drawing drawing = canvas.drawing(rows.size() * row, title, description);
    double width = (canvas.width() - GAP * (columns - 1)) / columns;
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).size(); j++) {
        drawing.add(panel(rows.get(i).get(j), j * (width + GAP), i * row, width));
      }
    }
    return drawing;
  }

  /** One load in a row; on narrow paper one panel. */
  private List<List<PercentileChart.Panel>> rows() {
    Stream<List<PercentileChart.Panel>> rows =
        canvas.broad()
            ? data.titles().stream()
                .map(title -> data.panels().stream().filter(p -> p.title().equals(title)).toList())
            : data.panels().stream().map(List::of);
    return rows.toList();
  }

  private List<Element> panel(PercentileChart.Panel panel, double left, double top, double width) {
    Frame frame = new Frame(left + LEFT, top + HEAD, width - LEFT - names, PLOT);
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", left, top + 14, Labels.fitted(panel.title(), width)));
    parts.add(Shapes.text("quiet", left, top + 30, "survives " + panel.guarantee().label()));
    parts.addAll(Axes.left(frame, times, times.ticks(5), Words::roundTime));
    List<Double> nines =
        DoubleStream.concat(DoubleStream.of(Distribution.MEDIAN), DoubleStream.of(NINES))
            .filter(nine -> nine <= rarity.greatest() * 1.001)
            .boxed()
            .toList();
    parts.addAll(Axes.bottom(frame, rarity, nines, PercentileChart::nine, "% of commits"));
    panel.curves().forEach(curve -> parts.addAll(curve(curve, frame)));
    parts.addAll(names(panel.curves(), frame));
    return parts;
  }

  private List<Element> curve(PercentileChart.Curve curve, Frame frame) {
    Path path = new Path();
    for (Distribution.Step step : curve.distribution().steps()) {
      path.through(frame.x(rarity, step.oneIn()), frame.y(times, step.ns()));
    }
    String dashed = curve.timing() == Timing.SERVICE && twofold() ? " dashed" : "";
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.path("line " + looks.of(curve.name()).colour() + dashed, path));
    for (double nine : NINES) {
      Double ns = curve.ns(nine);
      if (ns != null) {
        Element mark =
            looks
                .of(curve.name())
                .mark(frame.x(rarity, nine), frame.y(times, ns), RADIUS, curve.doubtful());
        parts.add(Shapes.told(mark, curve.told(nine)));
      }
    }
    return parts;
  }

  /** Whether there are both kinds of times: only then a dash says something. */
  private boolean twofold() {
    return data.curves().stream().anyMatch(curve -> curve.timing() == Timing.RESPONSE);
  }

  /** Names at the ends of the lines; if not all have room, the longest tails have it. */
  private List<Element> names(List<PercentileChart.Curve> curves, Frame frame) {
    int most = (int) (frame.height() / LINE);
    List<PercentileChart.Curve> named =
        curves.stream()
            .filter(curve -> curve.timing() == Timing.RESPONSE || !twofold(curve, curves))
            .sorted(Comparator.comparingDouble((PercentileChart.Curve c) -> end(c).ns()).reversed())
            .limit(most)
            .toList();
    List<Double> wished = named.stream().map(c -> frame.y(times, end(c).ns())).toList();
    List<Double> places = Labels.apart(wished, LINE, frame.top() + 4, frame.bottom() - 2);
    double right =
        named.stream().mapToDouble(c -> frame.x(rarity, end(c).oneIn())).max().orElse(0) + 6;
    List<Element> parts = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      double x = frame.x(rarity, end(named.get(i)).oneIn());
      double y = places.get(i);
      String colour = looks.of(named.get(i).name()).colour();
      Path leader = Path.from(x + 3, wished.get(i)).to(right, wished.get(i)).to(right + 9, y);
      parts.add(Shapes.path("leader " + colour, leader));
      double room = frame.right() + names - right - 14;
      String name = Labels.fitted(named.get(i).name(), room);
      parts.add(Shapes.text("label", right + 12, y + 4, name));
    }
    return parts;
  }

  private static boolean twofold(PercentileChart.Curve curve, List<PercentileChart.Curve> curves) {
    return curves.stream()
        .anyMatch(c -> c.name().equals(curve.name()) && c.timing() == Timing.RESPONSE);
  }

  private static Distribution.Step end(PercentileChart.Curve curve) {
    return curve.distribution().steps().getLast();
  }
}
