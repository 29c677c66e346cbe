package org.ackmark.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Results of the same benchmark from several JMH runs as one result with all their forks. */
final class JmhJoin {
  /** What a tool does not tell results apart by. */
  private static final List<String> NOT_IN_KEY =
      List.of("forks", "jvm", "jvmArgs", "primaryMetric", "secondaryMetrics");

  private JmhJoin() {}

  /** Equal for results that belong together. */
  static JsonNode key(ObjectNode result) {
    return result.deepCopy().remove(NOT_IN_KEY);
  }

  /** One result, or all of them if they were not sampled as single values per iteration. */
  static List<ObjectNode> joined(List<ObjectNode> group) {
    boolean joinable = group.size() > 1 && group.stream().allMatch(JmhJoin::hasRawData);
    return joinable ? List.of(join(group)) : group;
  }

  private static boolean hasRawData(ObjectNode result) {
    return result.path("primaryMetric").path("rawData").isArray();
  }

  private static ObjectNode join(List<ObjectNode> group) {
    ObjectNode joined = group.getFirst().deepCopy();
    joined.put("forks", group.stream().mapToInt(result -> result.path("forks").asInt(1)).sum());
    if (joined.has("jvmArgs")) {
      joined.set("jvmArgs", commonArguments(group));
    }
    joined.set("primaryMetric", joinMetric(metrics(group, "/primaryMetric")));
    joinSecondary(joined, group);
    return joined;
  }

  /** Each run has arguments of its own, such as where to put its files: they are left out. */
  private static ArrayNode commonArguments(List<ObjectNode> group) {
    ArrayNode common = JsonNodeFactory.instance.arrayNode();
    for (JsonNode argument : group.getFirst().path("jvmArgs")) {
      if (group.stream().allMatch(result -> contains(result.path("jvmArgs"), argument))) {
        common.add(argument);
      }
    }
    return common;
  }

  private static boolean contains(JsonNode list, JsonNode element) {
    for (JsonNode candidate : list) {
      if (candidate.equals(element)) {
        return true;
      }
    }
    return false;
  }

  private static void joinSecondary(ObjectNode joined, List<ObjectNode> group) {
    ObjectNode secondary = JsonNodeFactory.instance.objectNode();
    for (var metric : group.getFirst().path("secondaryMetrics").properties()) {
      String name = metric.getKey().replace("~", "~0").replace("/", "~1");
      List<JsonNode> parts = metrics(group, "/secondaryMetrics/" + name);
      if (parts.size() == group.size()) {
        secondary.set(metric.getKey(), joinMetric(parts));
      }
    }
    joined.set("secondaryMetrics", secondary);
  }

  private static List<JsonNode> metrics(List<ObjectNode> group, String pointer) {
    return group.stream().map(r -> r.at(pointer)).filter(JsonNode::isObject).toList();
  }

  private static ObjectNode joinMetric(List<JsonNode> parts) {
    ObjectNode metric = parts.getFirst().deepCopy();
    ArrayNode forks = JsonNodeFactory.instance.arrayNode();
    parts.forEach(part -> part.path("rawData").forEach(forks::add));
    new JmhScore(values(forks)).putInto(metric, scores(parts));
    metric.set("rawData", forks);
    return metric;
  }

  private static double[] values(ArrayNode forks) {
    List<Double> values = new ArrayList<>();
    for (JsonNode fork : forks) {
      fork.forEach(value -> values.add(number(value)));
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] scores(List<JsonNode> parts) {
    return parts.stream().mapToDouble(part -> number(part.path("score"))).toArray();
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
