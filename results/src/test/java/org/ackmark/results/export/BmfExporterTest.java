package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;

class BmfExporterTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void shouldBeWhatBenchersAdapterTakes() throws IOException {
    assertTaken(exported(12));
    assertTaken(exported(1));
  }

  @Test
  void shouldGiveTheMedianWithItsInterval() throws IOException {
    JsonNode throughput = exported(12).get(PointName.of(ExportSamples.GROUP)).get("throughput");
    assertEquals(40_550.0, throughput.get("value").doubleValue());
    assertEquals(40_200.0, throughput.get("lower_value").doubleValue());
    assertEquals(40_900.0, throughput.get("upper_value").doubleValue());
  }

  @Test
  void shouldClaimNoIntervalOfOneBlock() throws IOException {
    JsonNode latency = exported(1).get(PointName.of(ExportSamples.GROUP)).get("latency");
    assertEquals("{\"value\":1200000.0}", latency.toString());
  }

  @Test
  void shouldUseBenchersMeasuresWhereTheyMeanTheSame() throws IOException {
    JsonNode group = exported(3).get(PointName.of(ExportSamples.GROUP));
    assertEquals(
        List.of(
            "throughput",
            "syncs-per-commit",
            "writes-per-commit",
            "bytes-per-commit",
            "latency",
            "p99-ns",
            "p999-ns"),
        names(group));
    JsonNode recovery = exported(3).get(PointName.of(ExportSamples.RECOVERY));
    assertEquals(List.of("bytes-per-second", "latency"), names(recovery));
    assertEquals(2e9 + 1, recovery.at("/latency/value").doubleValue());
  }

  @Test
  void shouldKeepPointsThatDifferInAParameterApart() throws IOException {
    assertEquals(5, exported(3).size());
  }

  @Test
  void shouldRefuseToMixRuns() {
    List<ExportedRun> two = List.of(ExportSamples.run(1), ExportSamples.run(1));
    assertThrows(IllegalArgumentException.class, () -> new BmfExporter().export(two));
  }

  /** The guard itself. */
  @Test
  void shouldBeHeldAgainstRulesThatRefuse() throws IOException {
    for (String bad :
        List.of(
            "[]",
            "{}",
            "{\"a\": {}}",
            "{\"a\": {\"latency\": {}}}",
            "{\"a\": {\"latency\": {\"value\": \"1\"}}}",
            "{\"a\": {\"latency\": {\"value\": 1, \"lower_value\": 2}}}",
            "{\"a\": {\"Latency in ns!\": {\"value\": 1}}}",
            "{\"a_bencher_ignore\": {\"latency\": {\"value\": 1}}}")) {
      JsonNode tree = JSON.readTree(bad);
      assertThrows(AssertionError.class, () -> assertTaken(tree), bad);
    }
  }

  private static JsonNode exported(int blocks) throws IOException {
    ExportedRun run = ExportSamples.run(blocks);
    return JSON.readTree(ExportSamples.text(new BmfExporter(), run));
  }

  private static List<String> names(JsonNode node) {
    return node.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  /**
   * The rules of Bencher: its schema for this format (bencher.dev/v0/bmf.json), the lengths of
   * bencher_valid (a name 1,024 bytes, a slug 64), slugs so that measures are not renamed, no name
   * with a suffix that hides it; and beyond it: an interval that holds its value, nothing empty.
   */
  private static void assertTaken(JsonNode tree) {
    assertTrue(tree.isObject() && !tree.isEmpty(), tree.toString());
    tree.properties()
        .forEach(point -> {
          String name = point.getKey();
          assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 1024, name);
          assertFalse(name.matches(".*(_bencher_ignore|BencherIgnore|-bencher-ignore)"), name);
          assertTrue(point.getValue().isObject() && !point.getValue().isEmpty(), name);
          point.getValue().properties().forEach(m -> assertMeasure(m.getKey(), m.getValue()));
        });
  }

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> FIELDS = Set.of("value", "lower_value", "upper_value");

  private static void assertMeasure(String name, JsonNode metric) {
    assertTrue(name.length() <= 64 && SLUG.matcher(name).matches(), name);
    assertTrue(metric.path("value").isNumber(), name);
    metric
        .properties()
        .forEach(field -> {
          assertTrue(FIELDS.contains(field.getKey()), field.getKey());
          assertTrue(field.getValue().isNumber(), field.toString());
        });
    double value = metric.get("value").doubleValue();
    assertTrue(metric.path("lower_value").asDouble(value) <= value, name);
    assertTrue(metric.path("upper_value").asDouble(value) >= value, name);
  }

  @Test
  void shouldNotBeHiddenByAVariantsName() throws IOException {
    ExportedRun run =
        ExportSamples.run(
            "r",
            0,
            List.of(Samples.ok(Samples.point("x_bencher_ignore", Guarantee.NOTHING, 1), 0, 9, 9)));
    assertTaken(JSON.readTree(ExportSamples.text(new BmfExporter(), run)));
  }
}
