package org.ackmark.results.report.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.report.model.Course;
import org.ackmark.results.report.model.Course.Interval;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.LogScale;

/** When the slow commits came: time across, latency up, the more commits the stronger the tone. */
public final class HeatChart implements Chart<HeatChart.Data> {
  /** Those with the longest stalls; more would bury them. */
  private static final int MOST_PANELS = 4;

  /** A stall stands out if it is that many times the usual longest time. */
  private static final double STANDS_OUT = 5;

  /** One observation. */
  record Panel(String title, Course course) {
    Interval worst() {
      return course.intervals().stream()
          .max(Comparator.comparingLong(Interval::maxNs))
          .orElseThrow();
    }

    /** The longest time of an interval, in the middle of all intervals. */
    double usualMaxNs() {
      List<Long> sorted =
          course.intervals().stream().map(Interval::maxNs).filter(ns -> ns > 0).sorted().toList();
      return sorted.isEmpty() ? 1 : sorted.get(sorted.size() / 2).doubleValue();
    }

    /** How many times the usual longest the longest is. */
    double stall() {
      return worst().maxNs() / usualMaxNs();
    }

    boolean empty() {
      return worst().maxNs() == 0;
    }
  }

  /**
   * The panels that are shown.
   *
   * @param panels the longest stall first
   * @param of how many there are in all
   */
  public record Data(List<Panel> panels, int of) {}

  @Override
  public String id() {
    return "stalls";
  }

  @Override
  public String heading() {
    return "When the slow commits came";
  }

  @Override
  public String reading() {
    return "Each column is an interval of the run; the stronger the tone, the more commits took"
        + " that long. The line is the longest of each interval: a stall is a peak, a cache"
        + " that fills up a step.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    List<Panel> all =
        Courses.points(run).stream()
            .map(HeatChart::worstBlock)
            .filter(panel -> !panel.empty())
            .sorted(Comparator.comparingDouble(Panel::stall).reversed())
            .toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new Data(all.subList(0, Math.min(MOST_PANELS, all.size())), all.size()));
  }

  private static Panel worstBlock(Measured measured) {
    return Courses.of(measured).stream()
        .map(course -> panel(measured, course))
        .max(Comparator.comparingLong(panel -> panel.worst().maxNs()))
        .orElseThrow();
  }

  private static Panel panel(Measured measured, Course course) {
    return new Panel(
        "%s, block %d, from %s"
            .formatted(
                Words.title(measured),
                course.observation().block() + 1,
                course.timing() == Timing.RESPONSE ? "intended start" : "submit"),
        course);
  }

  @Override
  public String message(Data data) {
    Panel worst = data.panels.getFirst();
    String longest = Words.time(worst.worst().maxNs());
    if (worst.stall() < STANDS_OUT) {
      return "No stall stands out: the longest, %s, is %s times what is usual in an interval"
          .formatted(longest, Words.times(worst.stall()));
    }
    return "A stall of %s stands out, %s after the begin, %s times what is usual (%s)"
        .formatted(
            longest,
            Courses.seconds(worst.worst().startSeconds()),
            Words.times(worst.stall()),
            worst.title);
  }

  @Override
  public String remark(Data data) {
    return data.of == data.panels.size()
        ? ""
        : "Shown are the %d with the longest stalls, of %d.".formatted(data.panels.size(), data.of);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table = DataTable.of("observation", "from", "to", "commits", "longest");
    for (Panel panel : data.panels) {
      for (Interval interval : panel.course.intervals()) {
        table.row(
            panel.title,
            Courses.seconds(interval.startSeconds()),
            Courses.seconds(Courses.end(interval)),
            String.format(Locale.ROOT, "%,d", interval.count()),
            interval.count() == 0 ? Words.NONE : Words.time(interval.maxNs()));
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    List<Interval> intervals =
        all.stream()
            .flatMap(d -> d.panels.stream())
            .flatMap(panel -> panel.course.intervals().stream())
            .toList();
    LinearScale time =
        new LinearScale(0, intervals.stream().mapToDouble(Courses::end).max().orElse(1));
    LogScale latency =
        LogScale.around(
            intervals.stream()
                .flatMapToDouble(i ->
                    DoubleStream.concat(
                        i.classes().keySet().stream().mapToDouble(Course::lowerNs),
                        DoubleStream.of((double) i.maxNs()))));
    HeatPanel panel = new HeatPanel(time, latency);
    double height = data.panels.size() * HeatPanel.HEIGHT;
    Drawing drawing = canvas.drawing(height, message(data), reading());
    for (int i = 0; i < data.panels.size(); i++) {
      drawing.add(panel.draw(data.panels.get(i), i * HeatPanel.HEIGHT, canvas.width()));
    }
    return drawing;
  }
}
