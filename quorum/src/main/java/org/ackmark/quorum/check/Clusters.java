package org.ackmark.quorum.check;

import java.util.stream.IntStream;

/**
 * The operations of one key by value: cluster 0 is the initial value, written at −∞, with the reads
 * that found nothing; every other one is a write and the reads that returned its value. Only what
 * is known to have happened counts: successful operations, and writes that may have happened. A
 * cluster that nobody read and that may not have happened has its earliest end at +∞, by which it
 * orders nothing: it is dropped, as it must be.
 *
 * <p>Not thread-safe; not changed after it was built.
 */
final class Clusters {
  static final int INITIAL = 0;
  static final int NONE = -1;
  private static final long BEFORE_ALL = Long.MIN_VALUE;

  private final History history;
  private final ValueIndex byValue;
  private final int count;

  /** By cluster: its write's index; {@link #NONE} for the initial value. */
  private final int[] write;

  private final long[] earliestEndNs;
  private final long[] latestStartNs;

  /** By cluster: the indexes of the operations that end first and begin last. */
  private final int[] endsFirst;

  private final int[] startsLast;

  /** Indexes of the first read of a value that nobody wrote, and of one before its write. */
  private int neverWritten = NONE;

  private int beforeItsWrite = NONE;

  /**
   * Groups the operations with these indexes.
   *
   * @throws IllegalArgumentException when two writes have the same value
   */
  Clusters(History history, int[] operations) {
    this.history = history;
    int writes = (int) IntStream.of(operations).filter(history::isWrite).count();
    byValue = new ValueIndex(writes + 1);
    write = new int[writes + 1];
    earliestEndNs = new long[writes + 1];
    latestStartNs = new long[writes + 1];
    endsFirst = new int[writes + 1];
    startsLast = new int[writes + 1];
    count = addWrites(operations);
    IntStream.of(operations)
        .filter(i -> !history.isWrite(i) && history.isOk(i))
        .forEach(this::addRead);
  }

  private int addWrites(int[] operations) {
    int cluster = INITIAL;
    begin(cluster, Operation.ABSENT, NONE, BEFORE_ALL, BEFORE_ALL);
    for (int i : operations) {
      if (history.isWrite(i)) {
        begin(++cluster, history.value(i), i, history.invokedNs(i), history.endNs(i));
      }
    }
    return cluster + 1;
  }

  private void begin(int cluster, long value, int index, long startNs, long endNs) {
    if (!byValue.put(value, cluster)) {
      throw new IllegalArgumentException(
          "value=" + value + " is written twice: " + history.operation(index));
    }
    write[cluster] = index;
    endsFirst[cluster] = index;
    startsLast[cluster] = index;
    earliestEndNs[cluster] = endNs;
    latestStartNs[cluster] = startNs;
  }

  private void addRead(int read) {
    if (!mayHold(history.value(read))) {
      neverWritten = neverWritten == NONE ? read : neverWritten;
      return;
    }
    int cluster = byValue.get(history.value(read));
    if (cluster != INITIAL && history.endNs(read) < history.invokedNs(write[cluster])) {
      beforeItsWrite = beforeItsWrite == NONE ? read : beforeItsWrite;
    }
    if (history.endNs(read) < earliestEndNs[cluster]) {
      earliestEndNs[cluster] = history.endNs(read);
      endsFirst[cluster] = read;
    }
    if (history.invokedNs(read) > latestStartNs[cluster]) {
      latestStartNs[cluster] = history.invokedNs(read);
      startsLast[cluster] = read;
    }
  }

  int count() {
    return count;
  }

  /** The cluster of that value; {@link #NONE} when nobody tried to write it. */
  int of(long value) {
    return byValue.get(value);
  }

  /** Whether the register may ever have held that value. */
  boolean mayHold(long value) {
    int cluster = byValue.get(value);
    return cluster == INITIAL || (cluster != NONE && !history.isFailed(write[cluster]));
  }

  int write(int cluster) {
    return write[cluster];
  }

  /** When the value was surely there: −∞ for the initial one, +∞ for one that may never be. */
  long earliestEndNs(int cluster) {
    return earliestEndNs[cluster];
  }

  /** When the value was surely still there, or still to come. */
  long latestStartNs(int cluster) {
    return latestStartNs[cluster];
  }

  int endsFirst(int cluster) {
    return endsFirst[cluster];
  }

  int startsLast(int cluster) {
    return startsLast[cluster];
  }

  int neverWritten() {
    return neverWritten;
  }

  int beforeItsWrite() {
    return beforeItsWrite;
  }

  /** The zone of a forward cluster is this long; that of a backward one is not positive. */
  boolean isForward(int cluster) {
    return earliestEndNs[cluster] < latestStartNs[cluster];
  }
}
