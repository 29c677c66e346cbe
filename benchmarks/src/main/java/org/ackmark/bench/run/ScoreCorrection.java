package org.ackmark.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.bench.jmh.Figure;
import org.ackmark.results.jmh.JmhResults;

/**
 * JMH divides by the time of its iteration, also when the writers have rested for most of it,
 * because the log had written its bytes or because other logs had their turns. Its score is then
 * put right in its file, and the factor stands beside it as a secondary metric.
 */
final class ScoreCorrection {
  private static final JsonMapper JSON = new JsonMapper();

  private ScoreCorrection() {}

  /**
   * Corrects the one result in JMH's file, if it needs it.
   *
   * @param inTurns whether others had their turns meanwhile
   */
  static void apply(Path file, ForkResult result, boolean inTurns) throws IOException {
    double operations = result.count(Figure.COMMITS) + result.count(Figure.OPERATIONS);
    double activeNs = result.count(Figure.ACTIVE_NS);
    boolean rested = inTurns || result.count(Figure.ENDED_AT_BYTES) == 1;
    if (rested && activeNs > 0 && result.score() > 0) {
      double factor = operations * 1e9 / activeNs / result.score();
      ArrayNode all = JSON.createArrayNode();
      for (ObjectNode one : JmhResults.read(file)) {
        all.add(corrected(one, factor));
      }
      JSON.writeValue(file.toFile(), all);
    }
  }

  private static ObjectNode corrected(ObjectNode result, double factor) {
    ObjectNode metric = (ObjectNode) result.get("primaryMetric");
    for (String field : new String[] {"score", "scoreConfidence", "scorePercentiles", "rawData"}) {
      metric.replace(field, times(metric.get(field), factor));
    }
    ObjectNode secondary = (ObjectNode) result.get("secondaryMetrics");
    ObjectNode correction = secondary.withObject(Figure.SCORE_CORRECTION.label());
    correction.setAll((ObjectNode) secondary.get(Figure.ACTIVE_NS.label()).deepCopy());
    correction.put("score", factor).put("scoreUnit", Figure.SCORE_CORRECTION.unit());
    correction.putObject("scorePercentiles").put("50.0", factor);
    correction.putArray("rawData").addArray().add(factor);
    return result;
  }

  /** Every number times the factor; texts such as "NaN" stay. */
  private static JsonNode times(JsonNode node, double factor) {
    return switch (node) {
      case ObjectNode object -> {
        object.properties().forEach(e -> e.setValue(times(e.getValue(), factor)));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, times(array.get(i), factor));
        }
        yield array;
      }
      case JsonNode number when number.isNumber() ->
          DoubleNode.valueOf(number.doubleValue() * factor);
      default -> node;
    };
  }
}
