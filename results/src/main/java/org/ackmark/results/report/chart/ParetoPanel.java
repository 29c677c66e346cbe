package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Guarantee;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/**
 * One panel of the Pareto chart. Each variant has a lane of its own in the band of its guarantee,
 * so no label can cover another.
 */
final class ParetoPanel {
  private static final double TITLE = 26;
  private static final double BAND_HEAD = 24;
  private static final double LANE = 24;
  private static final double BAND_GAP = 8;
  private static final double AXIS = 52;
  private static final double INSET = 16;
  private static final double GREATEST_RADIUS = 13;
  private static final double LEAST_RADIUS = 3;
  private static final double TICK_WIDTH = 90;

  private final Looks looks;
  private final LogScale times;
  private final double greatest;

  ParetoPanel(Looks looks, LogScale times, double greatestPerSecond) {
    this.looks = looks;
    this.times = times;
    this.greatest = greatestPerSecond;
  }

  static double height(ParetoChart.Panel panel) {
    return TITLE + bands(panel) + AXIS;
  }

  private static double bands(ParetoChart.Panel panel) {
    return panel.guarantees().stream().mapToDouble(g -> band(panel, g) + BAND_GAP).sum();
  }

  private static double band(ParetoChart.Panel panel, Guarantee guarantee) {
    int notes = panel.without(guarantee).isEmpty() ? 0 : 1;
    return BAND_HEAD + (panel.of(guarantee).size() + notes) * LANE;
  }

  List<Element> draw(ParetoChart.Panel panel, double left, double top, double width) {
    Frame frame = new Frame(left + INSET, top + TITLE, width - 2 * INSET, bands(panel));
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", left, top + 14, Labels.fitted(panel.title(), width)));
    List<Element> texts = new ArrayList<>();
    Map<ParetoChart.Spot, Double> lanes = new HashMap<>();
    double y = frame.top();
    for (Guarantee guarantee : panel.guarantees()) {
      double height = band(panel, guarantee);
      parts.add(Shapes.box("band", left, y, width, height).with("rx", 6));
      texts.add(Shapes.text("bandname inband", left + 10, y + 17, "survives " + guarantee.label()));
      double lane = y + BAND_HEAD + 0.4 * LANE;
      for (ParetoChart.Spot spot : panel.of(guarantee)) {
        lanes.put(spot, lane);
        lane += LANE;
      }
      texts.addAll(note(panel.without(guarantee), left + 10, lane + 4, width - 20));
      y += height + BAND_GAP;
    }
    List<Double> ticks = times.ticks((int) (frame.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(frame, times, ticks, Words::roundTime, "p99 commit latency"));
    parts.add(frontier(panel, lanes, frame));
    parts.addAll(texts);
    panel.spots().forEach(spot -> parts.addAll(spot(spot, lanes.get(spot), frame)));
    return parts;
  }

  /** Who has no place, and why: else a fast variant would seem forgotten. */
  private static List<Element> note(List<String> names, double x, double y, double width) {
    String note = "too few commits for a p99: " + String.join(", ", names);
    return names.isEmpty()
        ? List.of()
        : List.of(Shapes.text("quiet inband", x, y, Labels.fitted(note, width)));
  }

  private Element frontier(
      ParetoChart.Panel panel, Map<ParetoChart.Spot, Double> lanes, Frame frame) {
    Path path = new Path();
    for (ParetoChart.Spot spot : panel.frontier()) {
      path.through(frame.x(times, spot.p99Ns()), lanes.get(spot));
    }
    return Shapes.path("frontier", path);
  }

  private List<Element> spot(ParetoChart.Spot spot, double y, Frame frame) {
    double x = frame.x(times, spot.p99Ns());
    double radius =
        Math.max(LEAST_RADIUS, GREATEST_RADIUS * Math.sqrt(spot.perSecond() / greatest));
    String rate = Words.rate(spot.perSecond()) + "/s";
    double gap = radius + 7;
    double right = frame.right() - x - gap + INSET;
    double left = x - gap - frame.left() + INSET;
    boolean after = right >= Labels.width(spot.name() + " " + rate) || right >= left;
    String name = Labels.fitted(spot.name(), (after ? right : left) - Labels.width(rate) - 10);
    Element label =
        after
            ? Shapes.text("label inband", x + gap, y + 4, name)
            : Shapes.textBefore("label inband", x - gap, y + 4, name);
    label.add(Element.of("tspan", "quiet").with("dx", 6).text(rate));
    Element mark =
        Shapes.circle(
            "mark bubble " + looks.of(spot.name()).colour() + (spot.doubtful() ? " hollow" : ""),
            x,
            y,
            radius);
    return List.of(Shapes.told(mark, told(spot)), label);
  }

  private static String told(ParetoChart.Spot spot) {
    return "%s: p99 %s, %s commits/s, survives %s%s"
        .formatted(
            spot.name(),
            Words.time(spot.p99Ns()),
            Words.rate(spot.perSecond()),
            Words.survived(spot.guarantee()),
            spot.doubtful() ? "; did not run as intended" : "");
  }
}
