package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ackmark.results.report.model.Course;
import org.ackmark.results.report.model.Course.Interval;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/** One panel of the heat chart: all cells of one tone are one outline, which keeps files small. */
final class HeatPanel {
  static final double HEIGHT = 262;

  private static final int TONES = 5;
  private static final double HEAD = 26;
  private static final double PLOT = 180;
  private static final double LEFT = 58;
  private static final double RIGHT = 12;
  private static final double TICK_WIDTH = 60;

  private final LinearScale time;
  private final LogScale latency;

  HeatPanel(LinearScale time, LogScale latency) {
    this.time = time;
    this.latency = latency;
  }

  List<Element> draw(HeatChart.Panel panel, double top, double width) {
    Frame frame = new Frame(LEFT, top + HEAD, width - LEFT - RIGHT, PLOT);
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", 0, top + 14, Labels.fitted(panel.title(), width)));
    parts.addAll(Axes.left(frame, latency, latency.ticks(6), Words::roundTime));
    List<Double> ticks = time.ticks((int) (frame.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(frame, time, ticks, Words::plain, "seconds"));
    parts.addAll(cells(panel.course().intervals(), frame));
    parts.addAll(longest(panel.course().intervals(), frame));
    return parts;
  }

  private List<Element> cells(List<Interval> intervals, Frame frame) {
    long most =
        intervals.stream()
            .flatMap(interval -> interval.classes().values().stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(1);
    List<Path> tones = new ArrayList<>();
    for (int tone = 0; tone < TONES; tone++) {
      tones.add(new Path());
    }
    for (Interval interval : intervals) {
      double left = frame.x(time, interval.startSeconds());
      double width = frame.x(time, Courses.end(interval)) - left;
      for (Map.Entry<Integer, Long> cell : new TreeMap<>(interval.classes()).entrySet()) {
        double top = frame.y(latency, Course.lowerNs(cell.getKey() + 1));
        double bottom = frame.y(latency, Course.lowerNs(cell.getKey()));
        tones.get(tone(cell.getValue(), most)).box(left, top, width, bottom - top);
      }
    }
    List<Element> parts = new ArrayList<>();
    for (int tone = 0; tone < TONES; tone++) {
      if (!tones.get(tone).empty()) {
        parts.add(Shapes.path("h" + (tone + 1), tones.get(tone)));
      }
    }
    return parts;
  }

  /** By logarithm: the tail is what is looked for, and it is few. */
  private static int tone(long count, long most) {
    double share = Math.log1p((double) count) / Math.log1p((double) most);
    return Math.clamp((int) (share * TONES), 0, TONES - 1);
  }

  private List<Element> longest(List<Interval> intervals, Frame frame) {
    Path path = new Path();
    List<Element> parts = new ArrayList<>();
    for (Interval interval : intervals) {
      if (interval.maxNs() > 0) {
        double x = frame.x(time, interval.startSeconds() + interval.lengthSeconds() / 2);
        double y = frame.y(latency, (double) interval.maxNs());
        path.through(x, y);
        parts.add(
            Shapes.told(
                Shapes.circle("mark c1", x, y, 2.6),
                "After %s: longest %s"
                    .formatted(
                        Courses.seconds(interval.startSeconds()), Words.time(interval.maxNs()))));
      }
    }
    parts.addFirst(Shapes.path("max", path));
    return parts;
  }
}
