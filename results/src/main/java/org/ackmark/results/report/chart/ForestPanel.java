package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/** One panel of the forest chart: a lane for each effect; on narrow paper words get their own. */
final class ForestPanel {
  private static final double HEAD = 34;
  private static final double AXIS = 50;
  private static final double NAMES = 330;
  private static final double VERDICTS = 240;
  private static final double HALF = 4.5;
  private static final double TICK = 4;
  private static final double TICK_WIDTH = 84;
  private static final double BOLD = 1.15;

  private final LinearScale scale;
  private final Canvas canvas;

  ForestPanel(LinearScale scale, Canvas canvas) {
    this.scale = scale;
    this.canvas = canvas;
  }

  double height(ForestChart.Panel panel) {
    return HEAD + panel.rows().size() * lane() + AXIS;
  }

  private double lane() {
    return canvas.broad() ? 26 : 48;
  }

  List<Element> draw(ForestChart.Panel panel, double top) {
    double left = canvas.broad() ? NAMES : 10;
    double right = canvas.broad() ? VERDICTS : 10;
    double width = canvas.width() - left - right;
    Frame frame = new Frame(left, top + HEAD, width, panel.rows().size() * lane());
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.text("panel", 0, top + 14, Labels.fitted(panel.title(), canvas.width())));
    for (int i = 0; i < panel.rows().size(); i++) {
      parts.add(band(panel.rows().get(i), frame.top() + i * lane(), frame));
    }
    List<Double> ticks = scale.ticks((int) (frame.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(frame, scale, ticks, ForestPanel::words, "right is better"));
    double zero = frame.x(scale, 0);
    parts.add(Shapes.line("zero", zero, frame.top(), zero, frame.bottom()));
    for (int i = 0; i < panel.rows().size(); i++) {
      parts.addAll(row(panel.rows().get(i), frame.top() + i * lane(), frame));
    }
    return parts;
  }

  private static String words(double percent) {
    if (percent == 0) {
      return "0";
    }
    return Words.plain(Math.abs(percent)) + " % " + (percent > 0 ? "better" : "worse");
  }

  /** The change that does not matter. */
  private Element band(ForestChart.Row row, double y, Frame frame) {
    double margin = row.effect().marginPercent();
    double left = frame.x(scale, -margin);
    return Shapes.box("margin", left, y, frame.x(scale, margin) - left, lane());
  }

  private List<Element> row(ForestChart.Row row, double y, Frame frame) {
    double middle = y + (canvas.broad() ? lane() / 2 : lane() - 13);
    String state = row.control() || row.verdict().isEmpty() ? "aside" : row.verdict();
    double low = row.worse() == null ? frame.left() : frame.x(scale, row.worse());
    double high = row.better() == null ? frame.right() : frame.x(scale, row.better());
    double estimate = frame.x(scale, row.estimate());
    List<Element> parts = new ArrayList<>(names(row, y, middle, frame));
    parts.add(Shapes.line("interval " + state, low, middle, high, middle));
    parts.add(ends(row, low, high, middle, state));
    if (row.effect().detectablePercent() != null) {
      for (int sign : new int[] {-1, 1}) {
        double x = frame.x(scale, sign * row.effect().detectablePercent());
        parts.add(Shapes.line("found", x, middle - TICK, x, middle + TICK));
      }
    }
    Element square =
        Shapes.box("estimate " + state, estimate - HALF, middle - HALF, 2 * HALF, 2 * HALF);
    parts.add(Shapes.told(square, row.told()));
    return parts;
  }

  /** An arrow where the interval is not bounded, else a bar across. */
  private static Element ends(
      ForestChart.Row row, double low, double high, double y, String state) {
    Path path = new Path();
    if (row.worse() == null) {
      path.jump(low + TICK, y - TICK).to(low, y).to(low + TICK, y + TICK);
    } else {
      path.jump(low, y - TICK).to(low, y + TICK);
    }
    if (row.better() == null) {
      path.jump(high - TICK, y - TICK).to(high, y).to(high - TICK, y + TICK);
    } else {
      path.jump(high, y - TICK).to(high, y + TICK);
    }
    return Shapes.path("interval " + state, path);
  }

  private List<Element> names(ForestChart.Row row, double y, double middle, Frame frame) {
    String name = row.name() + ", " + row.effect().metric();
    String weight = row.effect().primary() && !row.control() ? " verdictword" : "";
    String figure = row.percent() + " " + row.verdict();
    if (canvas.broad()) {
      String fitted = Labels.fitted(name, NAMES - 16);
      return List.of(
          Shapes.text("label" + weight, 0, middle + 4, fitted),
          Shapes.text("label" + weight, frame.right() + 16, middle + 4, figure));
    }
    double room = (canvas.width() - BOLD * Labels.width(figure) - 8) / BOLD;
    return List.of(
        Shapes.text("label" + weight, 0, y + 17, Labels.fitted(name, room)),
        Shapes.textBefore("label" + weight, canvas.width(), y + 17, figure));
  }
}
