package org.ackmark.bench.jmh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Replication;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;

/**
 * What one JVM is to measure: a log, a work, and when an iteration ends. Travels into the fork as a
 * system property. Immutable.
 *
 * @param label the variant's name in results
 * @param options the variant and its knobs; of a foreign log, ignored
 * @param foreignLog name of the provider of a foreign log; null for a variant
 * @param directory folder for the files, made before the JVM starts; its log is in {@code log}
 * @param recordBytes payload of a record, or value of a key
 * @param writers how many operations are under way at once
 * @param backgroundBytesPerSecond what is written beside the log; 0 for nothing
 * @param keys keys in the store
 * @param getPercent gets in a hundred operations of the mix
 * @param logBytes size of the log to recover
 * @param warmUpBytes the log's bytes after which a warm-up iteration stops
 * @param bytes the log's bytes after which a measured iteration stops
 * @param runDirectory where histogram files go; null for nowhere
 * @param histogram base name of the histogram files
 * @param replication of the log or the store; null for a single one
 * @param hosts where its replicas are; null where that is this machine
 * @param turns socket of the table at which measured iterations are done in turns with other JVMs;
 *     null for one piece
 */
public record Assignment(
    String label,
    WalOptions options,
    String foreignLog,
    String directory,
    int recordBytes,
    int writers,
    long backgroundBytesPerSecond,
    int keys,
    int getPercent,
    long logBytes,
    long warmUpBytes,
    long bytes,
    String runDirectory,
    String histogram,
    Replication replication,
    Hosts hosts,
    String turns) {
  /** The system property that holds it as JSON. */
  public static final String PROPERTY = "ackmark.assignment";

  private static final JsonMapper JSON = new JsonMapper();

  /** What this JVM was given; empty when JMH was started by hand. */
  static Optional<Assignment> given() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Assignment::parse);
  }

  /** A variant with its default knobs in a folder, for benchmarks started by hand. */
  static Assignment byHand(String variant, String directory, int recordBytes, int writers) {
    WalOptions options =
        WalOptions.of(
            Variant.labelled(variant)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "variant=" + variant + ", must be one of " + Variant.labels())));
    return new Assignment(
        variant,
        options,
        null,
        directory,
        recordBytes,
        writers,
        0,
        10_000,
        50,
        16L << 20,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        null,
        null,
        null,
        null,
        null);
  }

  /** This with other numbers of keys and gets, for benchmarks started by hand. */
  Assignment withStore(int keyCount, int gets) {
    return new Assignment(
        label,
        options,
        foreignLog,
        directory,
        recordBytes,
        writers,
        backgroundBytesPerSecond,
        keyCount,
        gets,
        logBytes,
        warmUpBytes,
        bytes,
        runDirectory,
        histogram,
        replication,
        hosts,
        turns);
  }

  /** This with another size of the log to recover, for benchmarks started by hand. */
  Assignment withLogBytes(long value) {
    return new Assignment(
        label,
        options,
        foreignLog,
        directory,
        recordBytes,
        writers,
        backgroundBytesPerSecond,
        keys,
        getPercent,
        value,
        warmUpBytes,
        bytes,
        runDirectory,
        histogram,
        replication,
        hosts,
        turns);
  }

  /** This on several replicas, for benchmarks started by hand. */
  Assignment withReplication(String replicationLabel) {
    return new Assignment(
        label,
        options,
        foreignLog,
        directory,
        recordBytes,
        writers,
        backgroundBytesPerSecond,
        keys,
        getPercent,
        logBytes,
        warmUpBytes,
        bytes,
        runDirectory,
        histogram,
        Replication.labelled(replicationLabel).orElse(null),
        hosts,
        turns);
  }

  /** The argument that hands it to a JVM. */
  public String jvmArgument() {
    try {
      return "-D" + PROPERTY + "=" + JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an assignment is always written: " + e.getMessage(), e);
    }
  }

  static Assignment parse(String json) {
    try {
      return JSON.readValue(json, Assignment.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(PROPERTY + ": " + e.getOriginalMessage(), e);
    }
  }
}
