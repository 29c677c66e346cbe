package org.ackmark.bench.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is done to the variants. Each list is an axis: a workload yields one point for each
 * combination of their values. A list that the benchmark doesn't read holds one default. Immutable.
 *
 * @param benchmark what is done
 * @param variants the labels of those it is done to, in the order of the profile
 * @param threadKinds how writers wait
 * @param writers how many commits are under way at once
 * @param recordBytes payload of one record, or value of one key
 * @param backgroundBytesPerSecond what another thread writes beside the log, synced once a second
 *     in a file of its own; 0 for none
 * @param keys how many keys the store holds
 * @param getPercent how many operations of a hundred are gets
 * @param logBytes size of the log that is opened
 * @param replications of the log or the store; an empty one stands for a single log
 */
public record Workload(
    Benchmark benchmark,
    List<String> variants,
    List<ThreadKind> threadKinds,
    List<Integer> writers,
    List<Long> recordBytes,
    List<Long> backgroundBytesPerSecond,
    List<Integer> keys,
    int getPercent,
    List<Long> logBytes,
    List<Optional<Replication>> replications) {

  /** The keys of a workload in a profile. */
  static final List<String> KEYS =
      Stream.concat(
              Stream.of(
                  "benchmark",
                  "variants",
                  "threadKind",
                  "writers",
                  "recordBytes",
                  "backgroundWriter",
                  "keys",
                  "getPercent",
                  "logBytes",
                  ReplicationReader.QUORUM),
              ReplicationReader.KEYS.stream())
          .toList();

  /** Copies the lists. */
  public Workload {
    variants = List.copyOf(variants);
    threadKinds = List.copyOf(threadKinds);
    writers = List.copyOf(writers);
    recordBytes = List.copyOf(recordBytes);
    backgroundBytesPerSecond = List.copyOf(backgroundBytesPerSecond);
    keys = List.copyOf(keys);
    logBytes = List.copyOf(logBytes);
    replications = List.copyOf(replications);
  }

  /** Whether it is done to several replicas. */
  public boolean replicated() {
    return replications.stream().anyMatch(Optional::isPresent);
  }

  /** Whether Apache Ratis keeps some of its replicas. */
  boolean onRatis() {
    return replications.stream().flatMap(Optional::stream).anyMatch(Replication::onRatis);
  }

  /** This done to those variants. */
  public Workload withVariants(List<String> labels) {
    return new Workload(
        benchmark,
        labels,
        threadKinds,
        writers,
        recordBytes,
        backgroundBytesPerSecond,
        keys,
        getPercent,
        logBytes,
        replications);
  }
}
