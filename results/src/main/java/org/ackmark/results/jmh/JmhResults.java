package org.ackmark.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.results.ResultsException;
import org.ackmark.results.json.JsonReader;

/**
 * JMH's JSON form: a list of results, each of one benchmark with one set of parameters.
 *
 * <p>A run starts JMH once for each observation, so the same benchmark comes back in each block.
 * Viewers tell results apart by benchmark and parameters only, and would show one of them: so they
 * are joined, as if JMH had made all their forks itself.
 */
public final class JmhResults {
  private JmhResults() {}

  /**
   * The results of those files as one list, in the order of their first occurrence.
   *
   * @throws ResultsException if one of them is not what JMH writes
   */
  public static ArrayNode merged(List<Path> files) {
    Map<JsonNode, List<ObjectNode>> groups = new LinkedHashMap<>();
    for (Path file : files) {
      for (ObjectNode result : read(file)) {
        groups.computeIfAbsent(JmhJoin.key(result), _ -> new ArrayList<>()).add(result);
      }
    }
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    groups.values().forEach(group -> merged.addAll(JmhJoin.joined(group)));
    return merged;
  }

  /**
   * The results of one file. JMH writes {@code "NaN"} as text where it has too few values for an
   * error; that is kept.
   *
   * @throws ResultsException if it is not what JMH writes
   */
  public static List<ObjectNode> read(Path file) {
    JsonNode tree = JsonReader.tree(file);
    if (!tree.isArray()) {
      throw new ResultsException(file, 1, "not a list of JMH results");
    }
    List<ObjectNode> results = new ArrayList<>();
    for (JsonNode element : tree) {
      results.add(checked(file, results.size(), element));
    }
    return List.copyOf(results);
  }

  private static ObjectNode checked(Path file, int index, JsonNode element) {
    if (element instanceof ObjectNode result
        && result.path("benchmark").isTextual()
        && result.path("mode").isTextual()
        && isMetric(result.path("primaryMetric"))) {
      return result;
    }
    throw new ResultsException(
        file, "[" + index + "] is not a JMH result: benchmark, mode or primaryMetric is missing");
  }

  private static boolean isMetric(JsonNode metric) {
    JsonNode score = metric.path("score");
    return (score.isNumber() || score.isTextual()) && metric.path("scoreUnit").isTextual();
  }
}
