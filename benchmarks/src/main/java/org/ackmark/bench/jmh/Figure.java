package org.ackmark.bench.jmh;

import java.util.Arrays;
import java.util.Optional;

/** What a measured iteration tells beside JMH's score: the names of JMH's secondary results. */
public enum Figure {
  /** Acknowledged commits. */
  COMMITS("commits", "commits"),
  /** Operations that commit nothing: appends that nobody awaits, gets. */
  OPERATIONS("operations", "operations"),
  /** When the first operation began, in milliseconds since 1970. */
  STARTED_AT_MS("startedAtMs", "ms"),
  /** From the beginning of the first operation to the end of the last. */
  ACTIVE_NS("activeNs", "ns"),
  /** 1 when the iteration ended at its bytes, 0 when at its time. */
  ENDED_AT_BYTES("endedAtBytes", "flag"),
  /** What JMH's score was multiplied by, because the writers rested for a part of it. */
  SCORE_CORRECTION("scoreCorrection", "ratio"),
  /** Write calls, or stores into a mapping. */
  WRITES("writes", "writes"),
  /** Syncs for records. */
  SYNCS("syncs", "syncs"),
  /** Bytes written, headers and padding included. */
  WRITTEN_BYTES("writtenBytes", "bytes"),
  /** Flushes that the kernel counted at the devices. */
  DEVICE_FLUSHES("deviceFlushes", "flushes"),
  /** Bytes of heap allocated by all threads but the meter's own. */
  ALLOCATED_BYTES("allocatedBytes", "bytes"),
  /** Syncs per commit. */
  SYNCS_PER_COMMIT("syncsPerCommit", "syncs/op"),
  /** Write calls per commit. */
  WRITES_PER_COMMIT("writesPerCommit", "writes/op"),
  /** Bytes written per commit. */
  BYTES_PER_COMMIT("bytesPerCommit", "bytes/op"),
  /** Bytes of heap allocated per commit. */
  ALLOCATED_BYTES_PER_COMMIT("allocatedBytesPerCommit", "bytes/op"),
  /** Median time. */
  P50_NS("p50Ns", "ns"),
  /** 99 in 100 took no longer. */
  P99_NS("p99Ns", "ns"),
  /** 999 in 1000 took no longer. */
  P999_NS("p999Ns", "ns"),
  /** The longest time. */
  MAX_NS("maxNs", "ns"),
  /** Median time that a commit should have taken, by what each replica alone took. */
  PREDICTED_P50_NS("predictedP50Ns", "ns"),
  /** 99 in 100 should have taken no longer. */
  PREDICTED_P99_NS("predictedP99Ns", "ns"),
  /** Of the predicted median, the network's part. */
  NETWORK_P50_NS("networkP50Ns", "ns"),
  /** Of the predicted median, the part of the syncs. */
  SYNC_P50_NS("syncP50Ns", "ns"),
  /** When a replica was put out of action, from the beginning of the measured time. */
  FAULT_AT_NS("faultAtNs", "ns"),
  /** When it was put back. */
  BACK_AT_NS("backAtNs", "ns");

  private final String label;
  private final String unit;

  Figure(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** The name in JMH's results. */
  public String label() {
    return label;
  }

  /** The unit in JMH's results. */
  public String unit() {
    return unit;
  }

  /** The figure of that {@link #label}. */
  public static Optional<Figure> labelled(String label) {
    return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
  }
}
