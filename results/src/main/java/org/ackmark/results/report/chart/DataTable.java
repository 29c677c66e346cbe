package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a chart as text.
 *
 * @param columns their heads; the first names the row
 * @param rows cells, as many as there are columns
 */
public record DataTable(List<String> columns, List<List<String>> rows) {
  /** Copies the lists and checks their lengths. */
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("columns=" + columns + " row=" + row);
      }
    }
  }

  static Builder of(String... columns) {
    return new Builder(List.of(columns));
  }

  /** Gathers rows. For one thread. */
  static final class Builder {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    Builder row(String... cells) {
      rows.add(List.of(cells));
      return this;
    }

    DataTable done() {
      return new DataTable(columns, rows);
    }
  }
}
