package org.ackmark.bench.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One variant with one set of parameters: what one observation measures. A parameter that the
 * benchmark doesn't read is left at its default and is no part of the id. Immutable.
 *
 * @param variant the variant and its knobs
 * @param benchmark what is done
 * @param threadKind how writers wait
 * @param writers how many commits are under way at once
 * @param recordBytes payload of one record, or value of one key
 * @param backgroundBytesPerSecond what is written beside the log; 0 for nothing
 * @param keys how many keys the store holds
 * @param getPercent how many operations of a hundred are gets
 * @param logBytes size of the log that is opened
 * @param replication of the log or the store; empty for a single one
 */
public record Point(
    VariantSetup variant,
    Benchmark benchmark,
    ThreadKind threadKind,
    int writers,
    long recordBytes,
    long backgroundBytesPerSecond,
    int keys,
    int getPercent,
    long logBytes,
    Optional<Replication> replication) {

  /**
   * The same for the same parameters in every run and every profile, and fit for a file name, such
   * as {@code group_commit_callbacks-64_1KiB}.
   */
  public String id() {
    StringBuilder id = new StringBuilder(variant.label()).append('_').append(benchmark.label());
    part(id, "writers", threadKind.label() + "-" + writers);
    part(id, "recordBytes", Quantity.ofBytes(recordBytes));
    part(id, "keys", "keys-" + keys);
    part(id, "getPercent", "get-" + getPercent);
    part(id, "logBytes", "log-" + Quantity.ofBytes(logBytes));
    if (backgroundBytesPerSecond > 0) {
      part(id, "backgroundWriter", "background-" + Quantity.ofBytes(backgroundBytesPerSecond));
    }
    replication.ifPresent(replicated -> id.append('_').append(replicated.label()));
    return id.toString();
  }

  /** How many logs there are. */
  public int replicas() {
    return replication.map(replicated -> replicated.quorum().n()).orElse(1);
  }

  /** The parameters that the benchmark reads, under the names that results use. */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    put(parameters, "threadKind", "threadKind", threadKind.label());
    put(parameters, "writers", "writers", writers);
    put(parameters, "recordBytes", "recordBytes", recordBytes);
    put(parameters, "backgroundWriter", "backgroundBytesPerSecond", backgroundBytesPerSecond);
    put(parameters, "keys", "keys", keys);
    put(parameters, "getPercent", "getPercent", getPercent);
    put(parameters, "logBytes", "logBytes", logBytes);
    replication.ifPresent(replicated -> parameters.putAll(replicated.parameters()));
    return parameters;
  }

  private void part(StringBuilder id, String key, String text) {
    if (benchmark.reads(key)) {
      id.append('_').append(text);
    }
  }

  private void put(Map<String, Object> parameters, String key, String name, Object value) {
    if (benchmark.reads(key)) {
      parameters.put(name, value);
    }
  }
}
