package org.ackmark.results;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A figure by which runs may be compared, named as the field in the results that holds it. */
public enum Metric {
  /** Acknowledged commits per second. */
  COMMITS_PER_SECOND("commitsPerSecond", true),
  /** Median time from submission to acknowledgement. */
  P50_NS("p50Ns", false),
  /** The time within which 99 % are acknowledged. */
  P99_NS("p99Ns", false),
  /** The time within which 99.9 % are acknowledged. */
  P999_NS("p999Ns", false),
  /** Syncs for one commit. */
  SYNCS_PER_COMMIT("syncsPerCommit", false),
  /** Bytes written for one commit. */
  BYTES_PER_COMMIT("bytesPerCommit", false),
  /** Commits per second as a share of what the device floor allows. */
  EFFICIENCY("efficiency", true);

  private final String label;
  private final boolean higherIsBetter;

  Metric(String label, boolean higherIsBetter) {
    this.label = label;
    this.higherIsBetter = higherIsBetter;
  }

  /** The metric of that name. */
  public static Optional<Metric> labelled(String label) {
    return Stream.of(values()).filter(metric -> metric.label.equals(label)).findFirst();
  }

  /** The name in profiles and in results. */
  public String label() {
    return label;
  }

  /** Whether a rise is good news. */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Its value in an observation; empty where it was not measured. */
  public OptionalDouble of(Observation observation) {
    return of(observation.cost(), observation.latency());
  }

  /** Its value among those figures; empty where it was not measured. */
  public OptionalDouble of(Cost cost, Latency latency) {
    Number value =
        switch (this) {
          case COMMITS_PER_SECOND -> cost.commitsPerSecond();
          case P50_NS -> latency.p50Ns();
          case P99_NS -> latency.p99Ns();
          case P999_NS -> latency.p999Ns();
          case SYNCS_PER_COMMIT -> cost.syncsPerCommit();
          case BYTES_PER_COMMIT -> cost.bytesPerCommit();
          case EFFICIENCY -> cost.efficiency();
        };
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
  }
}
