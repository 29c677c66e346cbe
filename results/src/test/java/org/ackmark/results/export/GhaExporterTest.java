package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;

class GhaExporterTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void shouldBeTwoFilesThatTheActionTakes() throws IOException {
    List<Document> documents = new GhaExporter().export(List.of(ExportSamples.run(12)));
    assertEquals(
        List.of("customBiggerIsBetter.json", "customSmallerIsBetter.json"),
        documents.stream().map(Document::name).toList());
    for (Document document : documents) {
      assertTaken(JSON.readTree(document.text()));
    }
  }

  @Test
  void shouldPutRatesInOneAndTimesInTheOther() throws IOException {
    JsonNode bigger = exported(ExportSamples.run(12), 0);
    JsonNode smaller = exported(ExportSamples.run(12), 1);
    assertEquals(4, bigger.size());
    bigger.forEach(entry -> assertEquals("commits/s", entry.get("unit").textValue()));
    assertEquals(2 * 4 + 1, smaller.size());
    smaller.forEach(entry -> assertEquals("ns", entry.get("unit").textValue()));
    assertEquals(
        PointName.of(ExportSamples.RECOVERY) + "/recoveryNs",
        smaller.get(8).get("name").textValue());
  }

  @Test
  void shouldShowTheIntervalAndWhatTheFigureIsWorth() throws IOException {
    JsonNode group = exported(ExportSamples.run(12), 0).get(0);
    assertEquals(40_550.0, group.get("value").doubleValue());
    assertEquals("40200 to 40900", group.get("range").textValue());
    assertEquals(
        """
        An acknowledged write survives a loss of power, on a device that honours flush.
        median of 12 observations
        run 2026-01-31T120000Z-quick, commit 0123456789abcdef0123456789abcdef01234567-dirty
        machine %s\
        """
            .formatted(Samples.environment().fingerprint()),
        group.get("extra").textValue());
  }

  @Test
  void shouldClaimNoRangeOfOneBlock() throws IOException {
    assertFalse(exported(ExportSamples.run(1), 0).get(0).has("range"));
  }

  /** The action refuses an empty list, which is right: there was nothing to compare. */
  @Test
  void shouldWriteAnEmptyListRatherThanLeaveAnOldFile() throws IOException {
    Observation untimed =
        Samples.observation(ExportSamples.GROUP, 0)
            .cost(Samples.cost(100, 1))
            .latency(new Latency(null, null, null, 9L, "2 values"))
            .ok();
    assertEquals(0, exported(ExportSamples.run("r", 0, List.of(untimed)), 1).size());
  }

  private static JsonNode exported(ExportedRun run, int document) throws IOException {
    return JSON.readTree(new GhaExporter().export(List.of(run)).get(document).text());
  }

  /**
   * The rules of the action's extract.ts, version 1.22 (BenchmarkResult: name, value and unit, and
   * two optional texts), without its coercions; and of its write.ts, which finds the earlier figure
   * by its name: none twice.
   */
  private static void assertTaken(JsonNode tree) {
    assertTrue(tree.isArray() && !tree.isEmpty());
    Set<String> names = new HashSet<>();
    for (JsonNode entry : tree) {
      assertTrue(entry.get("name").isTextual() && entry.get("unit").isTextual());
      assertTrue(entry.get("value").isNumber() && entry.get("value").doubleValue() > 0);
      assertTrue(entry.path("range").isTextual() && entry.path("extra").isTextual());
      assertEquals(5, entry.size());
      assertTrue(names.add(entry.get("name").textValue()), entry.get("name").textValue());
    }
  }
}
