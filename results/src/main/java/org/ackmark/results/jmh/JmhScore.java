package org.ackmark.results.jmh;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What JMH derives from the values of the iterations: mean, half width of the 99.9 % Student
 * interval, percentiles. A number that is not finite is text, as JMH writes it. Immutable.
 */
public final class JmhScore {
  private static final double CONFIDENCE = 0.999;

  /** With two values JMH gives no error either: the interval would span everything. */
  private static final int LEAST_VALUES_FOR_ERROR = 3;

  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  private final double[] sorted;

  /** From the values of all iterations of all forks. */
  public JmhScore(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * Puts the figures into a metric, or replaces those that it has. Its score is the mean of the
   * joined results' scores: only JMH knows whether a score is a mean, a sum or a maximum of its
   * iterations.
   */
  public void putInto(ObjectNode metric, double[] scores) {
    double score = mean(scores);
    double error = error();
    putNumber(metric, "score", score);
    putNumber(metric, "scoreError", error);
    ArrayNode interval = metric.putArray("scoreConfidence");
    addNumber(interval, score - error);
    addNumber(interval, score + error);
    ObjectNode percentiles = metric.putObject("scorePercentiles");
    for (double percentile : PERCENTILES) {
      putNumber(percentiles, Double.toString(percentile), percentile(percentile));
    }
  }

  double error() {
    int count = sorted.length;
    return count < LEAST_VALUES_FOR_ERROR
        ? Double.NaN
        : quantile(count - 1) * deviation() / Math.sqrt(count);
  }

  /** The estimate of commons-math that JMH uses. */
  double percentile(double percentile) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = percentile * (sorted.length + 1) / 100;
    int below = (int) Math.floor(position);
    if (below < 1) {
      return sorted[0];
    }
    if (below >= sorted.length) {
      return sorted[sorted.length - 1];
    }
    return sorted[below - 1] + (position - below) * (sorted[below] - sorted[below - 1]);
  }

  private static double quantile(int degrees) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
  }

  private double deviation() {
    double mean = mean(sorted);
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (sorted.length - 1));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static void putNumber(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.put(name, text(value));
    }
  }

  private static void addNumber(ArrayNode node, double value) {
    if (Double.isFinite(value)) {
      node.add(value);
    } else {
      node.add(text(value));
    }
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+INF" : "-INF";
  }
}
