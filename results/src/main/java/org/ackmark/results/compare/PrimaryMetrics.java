package org.ackmark.results.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.ackmark.results.Metric;
import org.ackmark.results.Run;

/**
 * By which metric each variant is judged: declared in the profile, before anything ran. Immutable.
 */
public final class PrimaryMetrics {
  private final Map<String, Metric> byVariant = new HashMap<>();

  private PrimaryMetrics() {}

  /** Those that the profile of that run declares. */
  public static PrimaryMetrics of(Run run) {
    PrimaryMetrics metrics = new PrimaryMetrics();
    for (JsonNode variant : run.profile().path("variants")) {
      Metric.labelled(variant.path("primaryMetric").asText())
          .ifPresent(metric -> metrics.byVariant.put(variant.path("label").asText(), metric));
    }
    return metrics;
  }

  /** Of a variant; commits per second where nothing was declared. */
  public Metric of(String variant) {
    return byVariant.getOrDefault(variant, Metric.COMMITS_PER_SECOND);
  }
}
