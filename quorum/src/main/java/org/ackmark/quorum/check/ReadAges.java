package org.ackmark.quorum.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Takes the age of every read of a history, key by key. Not thread-safe. */
final class ReadAges {
  private final Map<Integer, Long> readsByVersionsBehind = new HashMap<>();
  private final LongStream.Builder freshSinceNs = LongStream.builder();
  private final LongStream.Builder staleSinceNs = LongStream.builder();
  private final LongStream.Builder outdatedForNs = LongStream.builder();
  private long reads;
  private long neverWritten;

  /**
   * Sweeps through time: each write joins when it completes, each read is judged by those that had
   * completed when it began.
   */
  void add(History history, int[] operations) {
    Clusters clusters = new Clusters(history, operations);
    CompletedWrites.Write[] writes = acknowledged(history, operations);
    CompletedWrites completed = new CompletedWrites(writes);
    int joined = 0;
    for (Read read : readsByStart(history, operations, clusters)) {
      while (joined < writes.length && writes[joined].endNs() < read.startNs) {
        completed.add(writes[joined++]);
      }
      judge(read, completed);
    }
  }

  private static CompletedWrites.Write[] acknowledged(History history, int[] operations) {
    return IntStream.of(operations)
        .filter(i -> history.isWrite(i) && history.isOk(i))
        .mapToObj(i -> new CompletedWrites.Write(history.invokedNs(i), history.endNs(i)))
        .sorted(Comparator.comparingLong(CompletedWrites.Write::endNs))
        .toArray(CompletedWrites.Write[]::new);
  }

  private Read[] readsByStart(History history, int[] operations, Clusters clusters) {
    int[] successful =
        IntStream.of(operations).filter(i -> !history.isWrite(i) && history.isOk(i)).toArray();
    Read[] known =
        IntStream.of(successful)
            .filter(i -> clusters.mayHold(history.value(i)))
            .mapToObj(i -> Read.of(history, i, clusters))
            .sorted(Comparator.comparingLong(Read::startNs))
            .toArray(Read[]::new);
    reads += known.length;
    neverWritten += successful.length - known.length;
    return known;
  }

  private void judge(Read read, CompletedWrites completed) {
    int behind = completed.startedAfter(read.valueThereNs);
    readsByVersionsBehind.merge(behind, 1L, Long::sum);
    if (behind > 0) {
      staleSinceNs.accept(read.startNs - completed.newestEndNs());
      outdatedForNs.accept(read.startNs - completed.firstEndAmongStartedAfter(read.valueThereNs));
    } else if (!completed.isEmpty()) {
      freshSinceNs.accept(read.startNs - completed.newestEndNs());
    }
  }

  long reads() {
    return reads;
  }

  long neverWritten() {
    return neverWritten;
  }

  Map<Integer, Long> readsByVersionsBehind() {
    return readsByVersionsBehind;
  }

  LongStream freshSinceNs() {
    return freshSinceNs.build();
  }

  LongStream staleSinceNs() {
    return staleSinceNs.build();
  }

  LongStream outdatedForNs() {
    return outdatedForNs.build();
  }

  /**
   * A successful read.
   *
   * @param valueThereNs when its value surely was there
   */
  private record Read(long startNs, long valueThereNs) {
    static Read of(History history, int index, Clusters clusters) {
      int cluster = clusters.of(history.value(index));
      return new Read(history.invokedNs(index), clusters.earliestEndNs(cluster));
    }
  }
}
