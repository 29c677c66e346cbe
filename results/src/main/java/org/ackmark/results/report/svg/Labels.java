package org.ackmark.results.report.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Where labels go so that none covers another, and how much of a text fits. */
public final class Labels {
  /** Of a system font at 12 pixels: no font is measured, so that equal data give equal text. */
  private static final double CHARACTER = 6.9;

  private Labels() {}

  /** About how wide a text is, rather too wide than too narrow. */
  public static double width(String text) {
    return text.codePointCount(0, text.length()) * CHARACTER;
  }

  /** The text, or as much of it as fits into that width, with an ellipsis. */
  public static String fitted(String text, double width) {
    int most = Math.max(2, (int) (width / CHARACTER));
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }

  /**
   * Places at least {@code gap} apart and between {@code top} and {@code bottom}, in the order of
   * the places that were wished for and near them. Where there is not room enough, the gap shrinks.
   */
  public static List<Double> apart(List<Double> wished, double gap, double top, double bottom) {
    int count = wished.size();
    double room = count < 2 ? gap : Math.min(gap, (bottom - top) / (count - 1));
    List<Integer> order =
        IntStream.range(0, count).boxed().sorted(Comparator.comparing(wished::get)).toList();
    double[] placed = new double[count];
    double least = top;
    for (int index : order) {
      placed[index] = Math.max(wished.get(index), least);
      least = placed[index] + room;
    }
    double greatest = bottom;
    for (int index : order.reversed()) {
      placed[index] = Math.min(placed[index], greatest);
      greatest = placed[index] - room;
    }
    List<Double> places = new ArrayList<>();
    for (double place : placed) {
      places.add(place);
    }
    return places;
  }
}
