package org.ackmark.quorum.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest records of a leader, in memory, for every replica that keeps up. Drops the oldest
 * beyond its size, but none that the leader's own log has not written yet: those can't be read back
 * from there. Thread-safe.
 */
final class Tail {
  private static final int INITIAL_SLOTS = 256;

  private final long maxBytes;
  private byte[][] slots = new byte[INITIAL_SLOTS][]; // by LSN
  private long[] endBytes = new long[INITIAL_SLOTS]; // of all records up to this one
  private long firstLsn; // the oldest kept
  private long nextLsn;
  private long droppedBytes; // of the records below firstLsn

  /** An empty tail of a log that ends with {@code lastLsn}. */
  Tail(long lastLsn, long maxBytes) {
    this.firstLsn = lastLsn + 1;
    this.nextLsn = firstLsn;
    this.maxBytes = maxBytes;
  }

  /** Adds the next record; the caller does not change it any more. */
  synchronized void add(byte[] record, long writtenLsn) {
    if (nextLsn - firstLsn == slots.length) {
      grow();
    }
    slots[slot(nextLsn)] = record;
    endBytes[slot(nextLsn)] = totalBytes() + record.length;
    nextLsn++;
    while (totalBytes() - droppedBytes > maxBytes && firstLsn <= writtenLsn) {
      droppedBytes = endBytes[slot(firstLsn)];
      slots[slot(firstLsn++)] = null;
    }
  }

  private void grow() {
    byte[][] moreSlots = new byte[2 * slots.length][];
    long[] moreEnds = new long[2 * slots.length];
    for (long lsn = firstLsn; lsn < nextLsn; lsn++) {
      int to = (int) (lsn & (moreSlots.length - 1));
      moreSlots[to] = slots[slot(lsn)];
      moreEnds[to] = endBytes[slot(lsn)];
    }
    slots = moreSlots;
    endBytes = moreEnds;
  }

  private int slot(long lsn) {
    return (int) (lsn & (slots.length - 1));
  }

  private long totalBytes() {
    return endsAt(nextLsn - 1);
  }

  private long endsAt(long lsn) {
    return lsn < firstLsn ? droppedBytes : endBytes[slot(lsn)];
  }

  /** The last record added. */
  synchronized long lastLsn() {
    return nextLsn - 1;
  }

  /** Bytes of the records above {@code lsn}. */
  synchronized long bytesAfter(long lsn) {
    return totalBytes() - endsAt(Math.min(lsn, nextLsn - 1));
  }

  /**
   * The records after {@code lsn}: as many as fit, but at least one, if any; empty when some of
   * them are no longer here.
   */
  synchronized Optional<Records> after(long lsn, long capBytes) {
    if (lsn + 1 < firstLsn) {
      return Optional.empty();
    }
    List<byte[]> payloads = new ArrayList<>();
    long bytes = 0;
    for (long next = lsn + 1; next < nextLsn; next++) {
      byte[] record = slots[slot(next)];
      bytes += record.length;
      if (bytes > capBytes && !payloads.isEmpty()) {
        break;
      }
      payloads.add(record);
    }
    return Optional.of(new Records(lsn + 1, List.copyOf(payloads)));
  }
}
