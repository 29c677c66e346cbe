package org.ackmark.quorum.amnesia;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A table of the least R that surely meets an acknowledged write. Pure. */
final class LeastReads {
  private static final String NONE = "-";
  private static final String DISAGREE = "!";

  private LeastReads() {}

  /** Tells of one place in the table. */
  interface Cells {
    /** Whether there is such a cell at all. */
    boolean exists(int row, int column);

    /** The R that met the write in every way that was tried. */
    IntStream safeReads(int row, int column);

    /** Whether every R came out as predicted. */
    boolean asPredicted(int row, int column);
  }

  /**
   * Rows from 1, columns from 0.
   *
   * @param corner what rows and columns count
   */
  static String render(String title, String corner, int rows, int columns, Cells cells) {
    StringBuilder text = new StringBuilder("\n").append(title).append('\n');
    text.append(row(corner, IntStream.rangeClosed(0, columns).mapToObj(String::valueOf).toList()));
    for (int row = 1; row <= rows; row++) {
      int number = row;
      text.append(
          row(
              String.valueOf(row),
              IntStream.rangeClosed(0, columns).mapToObj(c -> cell(cells, number, c)).toList()));
    }
    return text.toString();
  }

  private static String cell(Cells cells, int row, int column) {
    if (!cells.exists(row, column)) {
      return "";
    }
    OptionalInt least = cells.safeReads(row, column).min();
    String name = least.isPresent() ? String.valueOf(least.getAsInt()) : NONE;
    return cells.asPredicted(row, column) ? name : name + DISAGREE;
  }

  private static String row(String head, List<String> cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%7s", head));
    cells.forEach(cell -> row.append(String.format(Locale.ROOT, "%5s", cell)));
    return row.append('\n').toString();
  }
}
