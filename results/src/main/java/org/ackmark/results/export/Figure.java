package org.ackmark.results.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ackmark.results.Cost;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;

/**
 * A figure that another tool can follow: it has a unit, and one direction is better. The greatest
 * of all times is none: it grows with the length of a run.
 *
 * @param field its name in the results
 * @param counted what is counted, in lower case with dashes, such as {@code syncs}, {@code p99-ns}
 * @param per the unit below the line: {@code s}, {@code op}, {@code sync}; empty for a ratio
 */
record Figure(String field, String counted, String per) {
  private static final String PER_SECOND = "PerSecond";
  private static final String PER_COMMIT = "PerCommit";
  private static final String PER_SYNC = "PerSync";
  private static final String NS = "Ns";

  static final Figure COMMITS_PER_SECOND = named("commitsPerSecond");
  static final Figure P50_NS = named("p50Ns");
  static final Figure P99_NS = named("p99Ns");
  static final Figure EFFICIENCY = named("efficiency");

  private static final Map<Figure, Function<Cost, Double>> COSTS = new LinkedHashMap<>();
  private static final Map<Figure, Function<Latency, Long>> TIMES = new LinkedHashMap<>();

  static {
    COSTS.put(COMMITS_PER_SECOND, Cost::commitsPerSecond);
    TIMES.put(P50_NS, Latency::p50Ns);
    TIMES.put(P99_NS, Latency::p99Ns);
    TIMES.put(named("p999Ns"), Latency::p999Ns);
    COSTS.put(named("syncsPerCommit"), Cost::syncsPerCommit);
    COSTS.put(named("writesPerCommit"), Cost::writesPerCommit);
    COSTS.put(named("bytesPerCommit"), Cost::bytesPerCommit);
    COSTS.put(named("deviceFlushesPerSync"), Cost::deviceFlushesPerSync);
    COSTS.put(EFFICIENCY, Cost::efficiency);
    COSTS.put(named("allocatedBytesPerCommit"), Cost::allocatedBytesPerCommit);
  }

  /** A further figure of an observation: a rate or a time; empty if its name tells neither. */
  static Optional<Figure> ofMetric(String name) {
    return name.endsWith(PER_SECOND) || name.endsWith(NS)
        ? Optional.of(named(name))
        : Optional.empty();
  }

  /** All that an observation has, in a fixed order. */
  static Map<Figure, Double> of(Observation observation) {
    Map<Figure, Double> figures = new LinkedHashMap<>();
    COSTS.forEach((figure, cost) -> put(figures, figure, cost.apply(observation.cost())));
    TIMES.forEach((figure, time) -> put(figures, figure, time.apply(observation.latency())));
    observation
        .metrics()
        .forEach((name, value) -> ofMetric(name).ifPresent(f -> put(figures, f, value)));
    return figures;
  }

  /** Those that every one of the observations has: the rest would not be a fair sample. */
  static List<Figure> common(List<Observation> observations) {
    List<Figure> common = new ArrayList<>(of(observations.getFirst()).keySet());
    observations.forEach(observation -> common.retainAll(of(observation).keySet()));
    return common;
  }

  /** Whether it counts what is done in a second. */
  boolean rate() {
    return per.equals("s");
  }

  /** Whether it is a time in nanoseconds. */
  boolean time() {
    return field.endsWith(NS);
  }

  /** Whether a rise is good news. */
  boolean higherIsBetter() {
    return rate() || equals(EFFICIENCY);
  }

  /** Its name in lower case with dashes, such as {@code syncs-per-commit}. */
  String dashed() {
    return dashed(field);
  }

  private static Figure named(String field) {
    for (String suffix : List.of(PER_SECOND, PER_COMMIT, PER_SYNC)) {
      if (field.endsWith(suffix)) {
        String counted = field.substring(0, field.length() - suffix.length());
        return new Figure(field, dashed(counted), below(suffix));
      }
    }
    return new Figure(field, dashed(field), field.endsWith(NS) ? "op" : "");
  }

  private static String below(String suffix) {
    return switch (suffix) {
      case PER_SECOND -> "s";
      case PER_COMMIT -> "op";
      default -> "sync";
    };
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static void put(Map<Figure, Double> figures, Figure figure, Number value) {
    if (value != null) {
      figures.put(figure, value.doubleValue());
    }
  }
}
