package org.ackmark.bench.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a workload does again and again, and which keys of a workload it reads. */
public enum Benchmark {
  /** Appends a record and waits until it is acknowledged. */
  COMMIT,
  /** Appends records and waits for none of them. */
  APPEND,
  /** Puts values into the key-value store. */
  STORE_PUT,
  /** Gets values from a filled store. */
  STORE_GET,
  /** Gets and puts in a fixed share. */
  STORE_MIX,
  /** Opens a log of a given size after a crash. */
  RECOVERY,
  /** Writes a snapshot of a store with a given number of keys. */
  SNAPSHOT;

  /** Whether this benchmark reads that key of a workload. */
  public boolean reads(String key) {
    return switch (key) {
      case "recordBytes" -> true;
      case "threadKind", "writers", "backgroundWriter" -> !needsFiles();
      case "keys" -> this == SNAPSHOT || name().startsWith("STORE");
      case "getPercent" -> this == STORE_MIX;
      case "logBytes" -> this == RECOVERY;
      case "protocol", "quorum", "level", "placement", "bandwidth", "delay", "loss", "fault" ->
          this == COMMIT || name().startsWith("STORE");
      case "sync" -> name().startsWith("STORE");
      case "reads" -> this == STORE_GET || this == STORE_MIX;
      default -> false;
    };
  }

  /** Whether it writes to the log for as long as an observation lasts. */
  public boolean writesLog() {
    return this == COMMIT || this == APPEND || this == STORE_PUT || this == STORE_MIX;
  }

  /** Whether it needs a log that is in files. */
  public boolean needsFiles() {
    return this == RECOVERY || this == SNAPSHOT;
  }

  /** The ways in which the replicas under it can be kept alike. */
  public List<Protocol> protocols() {
    return this == COMMIT ? List.of(Protocol.LOG) : List.of(Protocol.values());
  }

  /** The ways in which its writers can wait. */
  public List<ThreadKind> threadKinds() {
    return this == COMMIT
        ? List.of(ThreadKind.values())
        : List.of(ThreadKind.PLATFORM, ThreadKind.VIRTUAL);
  }

  /** The name in profiles, in files and in reports, such as {@code store-put}. */
  public String label() {
    return Label.of(this);
  }

  /** The benchmark of that {@link #label}. */
  public static Optional<Benchmark> labelled(String label) {
    return Arrays.stream(values()).filter(b -> b.label().equals(label)).findFirst();
  }
}
