package org.ackmark.results.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Cells in columns as wide as their widest cell. As many gaps as fit are two wide, from the left;
 * if the lines are too long even without, the first column's names are cut.
 */
final class Grid {
  private static final int LEAST_NAME = 8;

  private final List<Column> columns;
  private final List<List<String>> rows;
  private final TableStyle style;
  private final int[] widths;
  private final int wideGaps;
  private final boolean fits;

  Grid(List<Column> columns, List<List<String>> rows, int margin, TableStyle style) {
    this.columns = columns;
    this.rows = rows.stream().map(row -> row.stream().map(style::printable).toList()).toList();
    this.style = style;
    this.widths = natural();
    int excess = margin + lengthWithNarrowGaps() - style.width();
    this.wideGaps = Math.clamp(-excess, 0, columns.size() - 1);
    widths[0] = excess > 0 ? shorter(widths[0], widths[0] - excess) : widths[0];
    this.fits = margin + lengthWithNarrowGaps() <= style.width();
  }

  private static int shorter(int width, int wished) {
    return Math.min(width, Math.max(LEAST_NAME, wished));
  }

  /** Whether its lines are no longer than the style allows. */
  boolean fits() {
    return fits;
  }

  /** How long its lines are. */
  int length() {
    return lengthWithNarrowGaps() + wideGaps;
  }

  List<String> head() {
    return List.of(
        line(columns.stream().map(Column::above).toList()),
        line(columns.stream().map(Column::head).toList()));
  }

  List<String> body() {
    return rows.stream().map(this::line).toList();
  }

  private int[] natural() {
    int[] natural = new int[columns.size()];
    for (int i = 0; i < natural.length; i++) {
      natural[i] = Math.max(columns.get(i).above().length(), columns.get(i).head().length());
      for (List<String> row : rows) {
        natural[i] = Math.max(natural[i], row.get(i).length());
      }
    }
    return natural;
  }

  private int lengthWithNarrowGaps() {
    return widths.length - 1 + IntStream.of(widths).sum();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(columns.get(i).padded(shortened(cells.get(i), widths[i]), widths[i]));
      line.append(i < wideGaps ? "  " : " ");
    }
    return line.toString().stripTrailing();
  }

  private String shortened(String cell, int width) {
    return cell.length() <= width ? cell : cell.substring(0, width - 1) + style.ellipsis();
  }
}
