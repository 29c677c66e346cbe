package org.ackmark.results.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Grid lines with their values, quiet, behind the data. */
public final class Axes {
  private static final double GAP = 6;
  private static final double LINE = 16;

  private Axes() {}

  /** Vertical grid lines, values below where there is room, what they are below that. */
  public static List<Element> bottom(
      Frame frame, Scale scale, List<Double> ticks, DoubleFunction<String> words, String name) {
    List<Element> parts = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : ticks) {
      double x = frame.x(scale, tick);
      String text = words.apply(tick);
      double half = Labels.width(text) / 2;
      parts.add(Shapes.line("grid", x, frame.top(), x, frame.bottom()));
      if (x - half >= free) {
        parts.add(Shapes.textAround("tick", x, frame.bottom() + LINE, text));
        free = x + half + GAP;
      }
    }
    parts.add(Shapes.line("axis", frame.left(), frame.bottom(), frame.right(), frame.bottom()));
    parts.add(Shapes.textBefore("name", frame.right(), frame.bottom() + 2 * LINE + 1, name));
    return parts;
  }

  /** Horizontal grid lines with values to the left. */
  public static List<Element> left(
      Frame frame, Scale scale, List<Double> ticks, DoubleFunction<String> words) {
    List<Element> parts = new ArrayList<>();
    for (double tick : ticks) {
      double y = frame.y(scale, tick);
      parts.add(Shapes.line("grid", frame.left(), y, frame.right(), y));
      parts.add(Shapes.textBefore("tick", frame.left() - GAP, y + 4, words.apply(tick)));
    }
    return parts;
  }
}
