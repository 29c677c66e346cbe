package org.ackmark.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ackmark.results.ResultsException;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources are what JMH 1.37 wrote, unchanged. */
class JmhResultsTest {
  @TempDir Path directory;

  @Test
  void shouldJoinForksToWhatJmhWouldHaveWrittenItself() {
    List<ObjectNode> original = JmhResults.read(resource("two-forks.json"));
    ArrayNode joined = JmhResults.merged(List.of(forks(original, 0), forks(original, 1)));
    assertEquals(2, joined.size());
    for (int i = 0; i < joined.size(); i++) {
      assertNear("", original.get(i), joined.get(i));
    }
  }

  @Test
  void shouldKeepResultsThatDifferInAParameterApart() {
    ArrayNode merged = JmhResults.merged(List.of(resource("two-forks.json")));
    assertEquals("sync", merged.at("/0/params/variant").textValue());
    assertEquals("group", merged.at("/1/params/variant").textValue());
    assertEquals(2, merged.size());
  }

  @Test
  void shouldKeepNaNAsTextWhereThereAreTooFewValues() {
    ArrayNode merged =
        JmhResults.merged(List.of(resource("one-iteration.json"), resource("one-iteration.json")));
    assertEquals(1, merged.size());
    assertEquals(2, merged.at("/0/forks").intValue());
    assertEquals("NaN", merged.at("/0/primaryMetric/scoreError").textValue());
    assertEquals("NaN", merged.at("/0/primaryMetric/scoreConfidence/1").textValue());
    assertEquals(2, merged.at("/0/primaryMetric/rawData").size());
  }

  @Test
  void shouldLeaveOutArgumentsThatOneForkAloneHad() {
    List<ObjectNode> original = JmhResults.read(resource("one-iteration.json"));
    ObjectNode other = original.getFirst().deepCopy();
    other.putArray("jvmArgs").add("-Dack.dir=/home/alice/data").add("-Dack.block=2");
    Path file = write("other.json", JsonText.pretty(List.of(other), Redactor.none()));
    ArrayNode merged = JmhResults.merged(List.of(resource("one-iteration.json"), file));
    assertEquals("[\"-Dack.dir=/home/alice/data\"]", merged.at("/0/jvmArgs").toString());
  }

  @Test
  void shouldNotJoinSampledResults() {
    String sampled =
        """
        [{"benchmark": "b", "mode": "sample", "forks": 1,
          "primaryMetric": {"score": 1.5, "scoreUnit": "us/op", "rawDataHistogram": [[[[1.5, 2]]]]}}]
        """;
    Path file = write("sampled.json", sampled);
    assertEquals(2, JmhResults.merged(List.of(file, file)).size());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|{}|, |:1: not a list of JMH results|",
        "|[1]|, |: [0] is not a JMH result: benchmark, mode or primaryMetric is missing|",
        "|[{\"benchmark\": \"b\", \"mode\": \"thrpt\", \"primaryMetric\": 3}]|, |: [0] is not a JMH"
            + " result: benchmark, mode or primaryMetric is missing|",
        "|[{\"benchmark\": |, |:1: truncated: the text ends inside a value|",
        "||, |: empty|",
      })
  void shouldNameWhatIsNotFromJmh(String text, String problem) {
    Path file = write("bad.json", text);
    ResultsException refused =
        assertThrows(ResultsException.class, () -> JmhResults.merged(List.of(file)));
    assertEquals(file + problem, refused.getMessage());
  }

  @Test
  void shouldNameAFileThatIsMissing() {
    Path file = directory.resolve("absent.json");
    ResultsException refused = assertThrows(ResultsException.class, () -> JmhResults.read(file));
    assertEquals(file + ": no such file", refused.getMessage());
  }

  /** What a run of that fork alone would have written, as far as joining looks at it. */
  private Path forks(List<ObjectNode> original, int fork) {
    List<ObjectNode> parts = new ArrayList<>();
    for (ObjectNode result : original) {
      ObjectNode part = result.deepCopy();
      part.put("forks", 1);
      keepFork((ObjectNode) part.get("primaryMetric"), fork);
      part.get("secondaryMetrics").forEach(metric -> keepFork((ObjectNode) metric, fork));
      parts.add(part);
    }
    return write("fork" + fork + ".json", JsonText.pretty(parts, Redactor.none()));
  }

  private static void keepFork(ObjectNode metric, int fork) {
    JsonNode values = metric.get("rawData").get(fork);
    metric.putArray("rawData").add(values);
    double sum = 0;
    for (JsonNode value : values) {
      sum += value.doubleValue();
    }
    metric.put("score", sum / values.size());
    metric.put("scoreError", "NaN");
  }

  private static void assertNear(String path, JsonNode expected, JsonNode actual) {
    assertEquals(expected.getNodeType(), actual.getNodeType(), path);
    assertEquals(expected.size(), actual.size(), path);
    if (expected.isDouble()) {
      assertEquals(1, actual.doubleValue() / expected.doubleValue(), 1e-9, path);
    } else if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        assertTrue(actual.has(field.getKey()), path + "/" + field.getKey());
        assertNear(path + "/" + field.getKey(), field.getValue(), actual.get(field.getKey()));
      }
    } else if (expected.isArray()) {
      for (int i = 0; i < expected.size(); i++) {
        assertNear(path + "/" + i, expected.get(i), actual.get(i));
      }
    } else {
      assertEquals(expected, actual, path);
    }
  }

  private Path resource(String name) {
    try (InputStream in = getClass().getResourceAsStream(name)) {
      Path file = directory.resolve(name);
      Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text == null ? "" : text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
