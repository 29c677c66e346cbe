package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.report.chart.FaultCourse.Slice;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Scale;
import org.ackmark.results.report.svg.Shapes;

/** One panel of the chart of faults: throughput above times, on one axis of time. */
final class FaultPanel {
  static final double HEIGHT = 274;
  static final double GAP = 26;

  private static final double LEFT = 58;
  private static final double RATES_TOP = 42;
  private static final double RATES = 92;
  private static final double TIMES_TOP = 158;
  private static final double TIMES = 60;
  private static final double TICK_WIDTH = 40;
  private static final double NAME = 64;

  private final List<FaultChart.Data> all;
  private final LinearScale seconds;
  private final LogScale times;

  /** On axes that are wide enough for all of these. */
  FaultPanel(List<FaultChart.Data> all) {
    this.all = all;
    double begin = all.stream().mapToDouble(FaultChart.Data::begin).min().orElse(0);
    double end = all.stream().mapToDouble(FaultChart.Data::end).max().orElse(1);
    this.seconds = new LinearScale(Math.min(begin, 0), Math.max(end, Math.ulp(1.0)));
    this.times = LogScale.around(all.stream().flatMapToDouble(FaultChart.Data::times));
  }

  List<Element> draw(FaultChart.Panel panel, double left, double top, double width) {
    Frame rates = new Frame(left + LEFT, top + RATES_TOP, width - LEFT - 8, RATES);
    Frame tails = new Frame(left + LEFT, top + TIMES_TOP, width - LEFT - 8, TIMES);
    LinearScale rate = rates(panel);
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", left, top + 14, Labels.fitted(panel.title(), width / 1.1)));
    parts.addAll(ground(panel, rates, tails));
    parts.addAll(Axes.left(rates, rate, rate.ticks(4), Words::roundRate));
    parts.addAll(Axes.left(tails, times, times.ticks(3), Words::roundTime));
    List<Double> ticks = seconds.ticks((int) (rates.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(tails, seconds, ticks, Words::plain, "seconds since the fault"));
    parts.add(Shapes.text("name", left, rates.top() - 9, "commits/s"));
    parts.add(Shapes.text("name", left, tails.top() - 10, "p99"));
    parts.addAll(marks(panel, rates, tails));
    for (FaultCourse course : panel.courses()) {
      parts.addAll(throughput(panel, course, rate, rates));
      parts.addAll(tails(course, tails));
    }
    return parts;
  }

  /** From zero to the greatest of all runs for this point, so that sides can be compared. */
  private LinearScale rates(FaultChart.Panel panel) {
    return LinearScale.upTo(
        all.stream()
            .flatMap(data -> data.panels().stream())
            .filter(other -> other.title().equals(panel.title()))
            .flatMap(FaultChart.Panel::slices)
            .mapToDouble(Slice::perSecond)
            .max()
            .orElse(1));
  }

  /** The latest end of a fault in any block; the end of the axis where it lasted. */
  private static double over(FaultChart.Panel panel) {
    return panel.courses().stream().mapToDouble(FaultCourse::overSeconds).max().orElse(0);
  }

  private static double end(FaultChart.Panel panel) {
    return panel.courses().stream().mapToDouble(FaultCourse::end).max().orElse(0);
  }

  private List<Element> ground(FaultChart.Panel panel, Frame rates, Frame tails) {
    double from = rates.x(seconds, 0);
    double width = rates.x(seconds, Math.min(over(panel), end(panel))) - from;
    return List.of(
        Shapes.box("tinted", from, rates.top(), width, rates.height()),
        Shapes.box("tinted", from, tails.top(), width, tails.height()));
  }

  /** Where the fault begins, and where it ends. */
  private List<Element> marks(FaultChart.Panel panel, Frame rates, Frame tails) {
    List<Element> parts = new ArrayList<>();
    String begins = panel.fault().kind().equals("slow") ? "slow" : "down";
    double begin = rates.x(seconds, 0);
    double over = over(panel);
    double free = Math.max(begin, rates.left() - LEFT + NAME);
    parts.addAll(mark(begin, free, begins, rates, tails));
    if (over < end(panel)) {
      double x = rates.x(seconds, over);
      parts.addAll(mark(x, Math.max(x, free + Labels.width(begins) + 6), "back", rates, tails));
    }
    return parts;
  }

  private static List<Element> mark(double x, double from, String word, Frame rates, Frame tails) {
    return List.of(
        Shapes.line("fault", x, rates.top() - 4, x, rates.bottom()),
        Shapes.line("fault", x, tails.top(), x, tails.bottom()),
        Shapes.text("faultname", from, rates.top() - 9, word));
  }

  private List<Element> throughput(
      FaultChart.Panel panel, FaultCourse course, Scale rate, Frame frame) {
    Path steps = new Path();
    Path silent = new Path();
    for (Slice slice : course.slices()) {
      double from = frame.x(seconds, slice.from());
      double to = frame.x(seconds, slice.to());
      double y = frame.y(rate, slice.perSecond());
      steps.through(from, y).to(to, y);
      if (slice.count() == 0) {
        silent.jump(from, frame.bottom()).to(to, frame.bottom());
      }
    }
    String told =
        "%s, block %d: from %s to %s commits/s, nothing for %s"
            .formatted(
                panel.title(),
                course.block() + 1,
                Words.rate(FaultCourse.perSecond(course.in(FaultCourse.Phase.BEFORE))),
                Words.rate(FaultCourse.perSecond(course.in(FaultCourse.Phase.DURING))),
                Courses.seconds(course.silenceSeconds()));
    List<Element> parts = new ArrayList<>();
    String dashed = course.doubtful() ? " dashed" : "";
    parts.add(Shapes.told(Shapes.path("line thin c0" + dashed, steps), told));
    if (!silent.empty()) {
      parts.add(Shapes.path("silent", silent));
    }
    return parts;
  }

  /** Each as wide as its interval; thin where only the longest is known. */
  private List<Element> tails(FaultCourse course, Frame frame) {
    Path known = new Path();
    Path bounds = new Path();
    for (Slice slice : course.slices()) {
      if (slice.count() > 0) {
        double y = frame.y(times, slice.boundNs());
        Path path = slice.p99Ns() == null ? bounds : known;
        path.jump(frame.x(seconds, slice.from()), y).to(frame.x(seconds, slice.to()), y);
      }
    }
    List<Element> parts = new ArrayList<>();
    if (!bounds.empty()) {
      parts.add(Shapes.path("line bound c1", bounds));
    }
    if (!known.empty()) {
      parts.add(Shapes.path("line c1", known));
    }
    return parts;
  }
}
