package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Look;
import org.ackmark.results.report.svg.Shapes;

/**
 * Rows of predictions and measurements; on narrow paper names and figures get lines of their own.
 */
final class ForecastPanel {
  /** Height of what explains the marks. */
  static final double KEY = 34;

  private static final double TITLE = 30;
  private static final double AXIS = 50;
  private static final double RULE = 8;
  private static final double ANSWERS = 62;
  private static final double NAMES = 158;
  private static final double SPLIT = 92;
  private static final double NARROW_SPLIT = 54;
  private static final double SPLIT_HEIGHT = 6;
  private static final double FIGURES = 130;
  private static final double FIGURE = 62;
  private static final double MARK = 4;
  private static final double STEP = 13;
  private static final double TICK_WIDTH = 70;

  private final LogScale scale;
  private final Canvas canvas;
  private final boolean split;

  /** On that scale; {@code split} if parts of medians are known. */
  ForecastPanel(LogScale scale, Canvas canvas, boolean split) {
    this.scale = scale;
    this.canvas = canvas;
    this.split = split;
  }

  double height(ForecastChart.Group group, boolean titled) {
    return (titled ? TITLE : 0) + body(group) + AXIS;
  }

  /** Rows, and a little room wherever the quorum changes. */
  private double body(ForecastChart.Group group) {
    long quorums = group.rows().stream().map(ForecastChart.Row::answers).distinct().count();
    return group.rows().size() * lane() + quorums * RULE;
  }

  private double lane() {
    return canvas.broad() ? 32 : 52;
  }

  /** What the marks mean. */
  List<Element> key() {
    List<Element> parts = new ArrayList<>();
    double x = 5;
    for (String name : List.of("p50", "p99")) {
      Look look = look(name);
      parts.add(look.mark(x, 10, MARK, true));
      parts.add(look.mark(x + 12, 10, MARK, false));
      String words = name + (canvas.broad() ? " predicted, measured" : "");
      parts.add(Shapes.text("quiet", x + 22, 14, words));
      x += 44 + Labels.width(words);
    }
    if (split) {
      parts.addAll(bar(x, 10 - SPLIT_HEIGHT / 2, 34, 0.5));
      String words = canvas.broad() ? "of the predicted median: network, sync" : "network, sync";
      parts.add(Shapes.text("quiet", x + 42, 14, words));
    }
    return parts;
  }

  List<Element> draw(ForecastChart.Group group, boolean titled, double top) {
    List<Element> parts = new ArrayList<>();
    if (titled) {
      String title = Labels.fitted(group.title(), canvas.width());
      parts.add(Shapes.text("panel", 0, top + 14, title));
    }
    double left = canvas.broad() ? NAMES + (split ? SPLIT + 24 : 0) : 8;
    double right = canvas.broad() ? FIGURES : 8;
    double begin = top + (titled ? TITLE : 0);
    Frame frame = new Frame(left, begin, canvas.width() - left - right, body(group));
    List<Double> ticks = scale.ticks((int) (frame.width() / TICK_WIDTH));
    parts.addAll(Axes.bottom(frame, scale, ticks, Words::roundTime, "submit to acknowledgement"));
    double y = frame.top();
    String answers = "";
    for (ForecastChart.Row row : group.rows()) {
      boolean first = !row.answers().equals(answers);
      if (first) {
        parts.add(Shapes.line("axis", 0, y, canvas.width(), y));
        y += RULE;
      }
      parts.addAll(row(row, first, y, frame));
      answers = row.answers();
      y += lane();
    }
    return parts;
  }

  private List<Element> row(ForecastChart.Row row, boolean first, double y, Frame frame) {
    List<Element> parts = new ArrayList<>(names(row, first, y));
    parts.addAll(split(row, y));
    double line = y + (canvas.broad() ? 7 : 26);
    for (ForecastChart.Pair pair : row.pairs()) {
      parts.addAll(pair(row, pair, line, frame));
      line += STEP;
    }
    parts.addAll(figures(row, y));
    return parts;
  }

  private List<Element> names(ForecastChart.Row row, boolean first, double y) {
    String level = (row.doubtful() ? "~ " : "") + row.quorum().level();
    if (!canvas.broad()) {
      return List.of(Shapes.text("label", 0, y + 12, row.answers() + " " + level));
    }
    double middle = y + lane() / 2 + 1;
    List<Element> parts = new ArrayList<>();
    if (first) {
      parts.add(Shapes.text("label verdictword", 0, middle, row.answers()));
    }
    double place = Math.max(ANSWERS, row.answers().length() * Labels.width("n") + 6);
    parts.add(Shapes.text("label", place, middle, level));
    return parts;
  }

  /** Shares, on an axis of their own: lengths on a logarithmic one do not add up. */
  private List<Element> split(ForecastChart.Row row, double y) {
    ForecastChart.Parts parts = row.parts();
    if (!parts.known()) {
      return List.of();
    }
    double width = canvas.broad() ? SPLIT : NARROW_SPLIT;
    double x = canvas.broad() ? NAMES : canvas.width() / 2 - 4;
    double top = y + (canvas.broad() ? lane() / 2 - SPLIT_HEIGHT / 2 - 3 : 5);
    List<Element> bar = bar(x, top, width, parts.networkShare());
    String told =
        "%s: of the predicted median network %s, sync %s"
            .formatted(row.label(), Words.time(parts.networkNs()), Words.time(parts.syncNs()));
    Shapes.told(bar.getLast(), told);
    return bar;
  }

  private static List<Element> bar(double x, double y, double width, double networkShare) {
    double network = width * networkShare;
    return List.of(
        Shapes.box("network", x, y, network, SPLIT_HEIGHT),
        Shapes.box("sync", x + network, y, width - network, SPLIT_HEIGHT));
  }

  private static Look look(String quantile) {
    return new Look(quantile.equals("p50") ? 0 : 1);
  }

  /** A prediction, what came of it, and what lies between. */
  private List<Element> pair(
      ForecastChart.Row row, ForecastChart.Pair pair, double y, Frame frame) {
    Look look = look(pair.name());
    double predicted = frame.x(scale, pair.predictedNs());
    double measured = frame.x(scale, pair.measuredNs());
    String between = pair.factor() >= 1 ? "queued " : "line thin dashed ";
    String told =
        "%s %s: %s, predicted %s, %s"
            .formatted(
                row.label(),
                pair.name(),
                Words.time(pair.measuredNs()),
                Words.time(pair.predictedNs()),
                pair.times());
    return List.of(
        Shapes.line(between + look.colour(), predicted, y, measured, y),
        look.mark(predicted, y, MARK, true),
        Shapes.told(look.mark(measured, y, MARK, false), told));
  }

  /** How many times the prediction: beside each pair, or above them in their order. */
  private List<Element> figures(ForecastChart.Row row, double y) {
    List<Element> parts = new ArrayList<>();
    double x = canvas.width() - (canvas.broad() ? FIGURE : 0);
    if (canvas.broad()) {
      double line = y + 11;
      for (ForecastChart.Pair pair : row.pairs()) {
        parts.add(Shapes.textBefore("value", x, line, pair.times()));
        parts.add(Shapes.text("tick", x + 8, line, pair.name()));
        line += STEP;
      }
      return parts;
    }
    String figures =
        String.join(", ", row.pairs().stream().map(ForecastChart.Pair::times).toList());
    parts.add(Shapes.textBefore("value", x, y + 12, figures));
    return parts;
  }
}
