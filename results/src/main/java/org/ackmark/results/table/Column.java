package org.ackmark.results.table;

/**
 * A column of a table.
 *
 * @param above first line of its head, often empty
 * @param head second line of its head
 * @param numbers whether it holds numbers, which stand to the right
 */
record Column(String above, String head, boolean numbers) {
  static Column text(String head) {
    return new Column("", head, false);
  }

  static Column number(String head) {
    return new Column("", head, true);
  }

  String padded(String cell, int width) {
    String space = " ".repeat(Math.max(0, width - cell.length()));
    return numbers ? space + cell : cell + space;
  }
}
