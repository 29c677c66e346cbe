package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;

class OtavaExporterTest {
  private static final String GROUP_RATE = PointName.of(ExportSamples.GROUP) + "/commitsPerSecond";

  @Test
  void shouldWriteARowForEachRunOldestFirst() {
    List<List<String>> table =
        table(
            ExportSamples.run("second", 1, ExportSamples.blocks(5)),
            ExportSamples.run("first", 0, ExportSamples.blocks(3)));
    assertEquals(3, table.size());
    assertEquals(
        List.of("time", "commit", "run", "profile", "version", "fingerprint"),
        table.getFirst().subList(0, 6));
    assertEquals(
        List.of(
            "2026-01-31T12:00:00Z",
            "0123456789abcdef0123456789abcdef01234567-dirty",
            "first",
            "quick",
            "0.1.0",
            Samples.environment().fingerprint()),
        table.get(1).subList(0, 6));
    assertEquals("2026-02-01T12:00:00Z", table.get(2).getFirst());
    assertEquals("40100.0", cell(table, 1, GROUP_RATE));
    assertEquals("40200.0", cell(table, 2, GROUP_RATE));
  }

  /** As otava/importer.py does: times parsed, each metric a float, no row short of its header. */
  @Test
  void shouldBeReadAsOtavaReadsIt() {
    List<List<String>> table = table(ExportSamples.run(3));
    List<String> header = table.getFirst();
    assertEquals(header.size(), new HashSet<>(header).size(), "columns are found by name");
    for (List<String> row : table.subList(1, table.size())) {
      assertEquals(header.size(), row.size());
      assertEquals(Samples.START, Instant.parse(row.getFirst()));
      row.subList(6, row.size()).forEach(value -> assertTrue(Double.parseDouble(value) >= 0));
    }
    assertTrue(header.stream().noneMatch("branch"::equals));
  }

  /** A zero would be a change point, and Otava finds none at all beside a NaN. */
  @Test
  void shouldLeaveTheCellOfAPointEmptyThatARunDidNotMeasure() {
    List<List<String>> table =
        table(
            ExportSamples.run("first", 0, ExportSamples.blocks(1)),
            ExportSamples.run(
                "second", 1, List.of(Samples.ok(ExportSamples.SYNC, 0, 3_000, 320_000))));
    assertEquals("40000.0", cell(table, 1, GROUP_RATE));
    assertEquals("", cell(table, 2, GROUP_RATE));
    assertEquals("3000.0", cell(table, 2, PointName.of(ExportSamples.SYNC) + "/commitsPerSecond"));
  }

  @Test
  void shouldQuoteWhatSeparates() {
    List<List<String>> table =
        table(ExportSamples.run("one, \"two\"\nthree", 0, ExportSamples.blocks(1)));
    assertEquals("one, \"two\"\nthree", table.get(1).get(2));
  }

  @Test
  void shouldRefuseNoRun() {
    assertThrows(IllegalArgumentException.class, () -> new OtavaExporter().export(List.of()));
  }

  private static String cell(List<List<String>> table, int row, String column) {
    int index = table.getFirst().indexOf(column);
    assertTrue(index >= 0, column);
    return table.get(row).get(index);
  }

  private static List<List<String>> table(ExportedRun... runs) {
    return parsed(ExportSamples.text(new OtavaExporter(), runs));
  }

  /** RFC 4180, as Python's csv.reader with a comma and a double quote. */
  private static List<List<String>> parsed(String text) {
    List<List<String>> table = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
      if (pair) {
        cell.append(text.charAt(i++));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          table.add(row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    assertTrue(!quoted && row.isEmpty() && cell.isEmpty(), "the last line has no end");
    return table;
  }
}
