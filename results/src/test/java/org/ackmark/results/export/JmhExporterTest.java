package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ackmark.results.jmh.JmhResults;
import org.junit.jupiter.api.Test;

/** Held against what JMH 1.37 itself wrote, and against what its readers rely on. */
class JmhExporterTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void shouldHaveEveryFieldOfJmhInItsOrderAndOfItsType() throws IOException {
    JsonNode original = original();
    for (JsonNode result : exported(3)) {
      assertSameShape("", original, result, Set.of("params", "secondaryMetrics"));
      for (JsonNode secondary : result.get("secondaryMetrics")) {
        assertSameShape("", original.get("primaryMetric"), secondary, Set.of());
      }
    }
  }

  @Test
  void shouldHoldOneForkForEachBlockOfOneIterationEach() throws IOException {
    JsonNode group = exported(12).get(0);
    assertEquals(12, group.get("forks").intValue());
    assertTrue(group.get("forks").isIntegralNumber());
    assertTrue(group.get("threads").isIntegralNumber());
    assertEquals(1, group.get("measurementIterations").intValue());
    JsonNode forks = group.at("/primaryMetric/rawData");
    assertEquals(12, forks.size());
    forks.forEach(fork -> assertEquals(1, fork.size()));
    assertEquals(40_300.0, forks.get(3).get(0).doubleValue());
  }

  /** mean ± t(0.9995; 2) · s / √3 with s = 100, t = 31.59905 by SciPy. */
  @Test
  void shouldDeriveFiguresByJmhsFormulas() throws IOException {
    JsonNode metric = exported(3).get(0).get("primaryMetric");
    assertEquals(40_100.0, metric.get("score").doubleValue());
    assertEquals(1_824.372, metric.get("scoreError").doubleValue(), 0.001);
    assertEquals(38_275.628, metric.at("/scoreConfidence/0").doubleValue(), 0.001);
    assertEquals(40_000.0, metric.at("/scorePercentiles/0.0").doubleValue());
    assertEquals(40_200.0, metric.at("/scorePercentiles/100.0").doubleValue());
  }

  @Test
  void shouldWriteNoNaNFromThreeBlocksOn() throws IOException {
    assertFalse(exported(3).toString().contains("NaN"));
    JsonNode two = exported(2).get(0).get("primaryMetric");
    assertEquals("NaN", two.get("scoreError").textValue());
    assertTrue(two.get("score").isNumber());
  }

  /** Bencher gives up on a file with any other primary unit; what it calls a measure follows. */
  @Test
  void shouldUseTheTwoUnitsThatEveryReaderKnows() throws IOException {
    for (JsonNode result : exported(3)) {
      boolean once = result.get("benchmark").textValue().equals("org.ackmark.recovery");
      assertEquals(once ? "ss" : "thrpt", result.get("mode").textValue());
      assertEquals(once ? "us/op" : "ops/s", result.at("/primaryMetric/scoreUnit").textValue());
    }
    JsonNode recovery = exported(3).get(4);
    assertEquals(2_000_000.001, recovery.at("/primaryMetric/score").doubleValue(), 1e-6);
    assertEquals("bytes/s", recovery.at("/secondaryMetrics/bytesPerSecond/scoreUnit").textValue());
  }

  /** Viewers know a result by its name and its parameters, which must be texts. */
  @Test
  void shouldTellPointsApartByNameAndParameters() throws IOException {
    Set<String> keys = new HashSet<>();
    ArrayNode exported = exported(3);
    for (JsonNode result : exported) {
      result.get("params").forEach(value -> assertTrue(value.isTextual(), value.toString()));
      keys.add(result.get("benchmark").textValue() + result.get("params"));
    }
    assertEquals(exported.size(), keys.size());
    assertEquals("POWER_LOSS", exported.at("/0/params/guarantee").textValue());
    assertEquals("268435456", exported.at("/4/params/logBytes").textValue());
  }

  @Test
  void shouldCountOneThreadThatCallsBack() throws IOException {
    assertEquals(1, exported(3).get(0).get("threads").intValue());
    assertEquals("64", exported(3).at("/0/params/writers").textValue());
  }

  @Test
  void shouldLeaveOutAFigureThatOneBlockLacks() throws IOException {
    JsonNode group = exported(3).get(0);
    assertTrue(group.has("secondaryMetrics"));
    assertTrue(group.get("secondaryMetrics").has("p99Ns"));
    assertFalse(group.get("secondaryMetrics").has("efficiency"));
    assertEquals("ns", group.at("/secondaryMetrics/p99Ns/scoreUnit").textValue());
    assertEquals("syncs/op", group.at("/secondaryMetrics/syncsPerCommit/scoreUnit").textValue());
  }

  @Test
  void shouldNameNothingOfTheMachineItself() {
    String text = ExportSamples.text(new JmhExporter(), ExportSamples.run(3));
    for (String secret : List.of("corp.example", "/opt", "/mnt", "S64FNE0R")) {
      assertFalse(text.contains(secret), secret);
    }
  }

  @Test
  void shouldRefuseToMixRuns() {
    List<ExportedRun> two = List.of(ExportSamples.run(1), ExportSamples.run(1));
    assertThrows(IllegalArgumentException.class, () -> new JmhExporter().export(two));
  }

  private static ArrayNode exported(int blocks) throws IOException {
    String text = ExportSamples.text(new JmhExporter(), ExportSamples.run(blocks));
    return (ArrayNode) JSON.readTree(text);
  }

  private static JsonNode original() throws IOException {
    try (InputStream in = JmhResults.class.getResourceAsStream("two-forks.json")) {
      return JSON.readTree(in).get(0);
    }
  }

  private static void assertSameShape(
      String path, JsonNode original, JsonNode exported, Set<String> free) {
    assertEquals(fields(original), fields(exported), path);
    for (Map.Entry<String, JsonNode> field : original.properties()) {
      JsonNode value = exported.get(field.getKey());
      assertEquals(
          field.getValue().getNodeType(), value.getNodeType(), path + "/" + field.getKey());
      if (value.isObject() && !free.contains(field.getKey())) {
        assertSameShape(path + "/" + field.getKey(), field.getValue(), value, free);
      }
    }
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
