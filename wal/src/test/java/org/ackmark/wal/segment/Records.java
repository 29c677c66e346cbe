package org.ackmark.wal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.ackmark.wal.Wal;

/**
 * Records that say what they are, so that a wrong one is known when it is read: each holds its
 * generation (a letter; a cut starts the next), its LSN and length, and noise seeded by these.
 */
final class Records {
  /** Makes an entry of 1 KiB, four to a block. */
  static final int KIB = 1024 - 40;

  private static final int SHORTEST = 1 + Integer.BYTES + Long.BYTES;

  private Records() {}

  static byte[] of(char generation, long lsn, int length) {
    byte[] bytes = new byte[Math.max(SHORTEST, length)];
    new SplittableRandom(31 * lsn + generation).nextBytes(bytes);
    ByteBuffer.wrap(bytes).put((byte) generation).putInt(bytes.length).putLong(lsn);
    return bytes;
  }

  /** The generation of the record read at {@code lsn}; fails when not every byte is as appended. */
  static char generation(long lsn, ByteBuffer record) {
    byte[] bytes = new byte[record.remaining()];
    record.get(bytes);
    char generation = (char) bytes[0];
    if (!Arrays.equals(bytes, of(generation, lsn, bytes.length))) {
      throw new AssertionError("lsn=" + lsn + ": the record is not one that was appended there");
    }
    return generation;
  }

  static long append(Wal log, char generation, int length) throws IOException {
    long lsn = log.appendedLsn() + 1;
    long given = log.append(ByteBuffer.wrap(of(generation, lsn, length)));
    if (given != lsn) {
      throw new AssertionError("lsn=" + given + " expected=" + lsn);
    }
    return lsn;
  }

  /** Appends records of 1 KiB. */
  static void append(Wal log, char generation, int length, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      append(log, generation, length);
    }
  }

  static void appendAndCommit(Wal log, char generation, int count)
      throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      log.commit(append(log, generation, KIB));
    }
  }

  /** What the log holds, in runs of one generation, such as {@code "5-9a 10-12b"}. */
  static String read(Wal log) throws IOException {
    Runs runs = new Runs();
    long last = log.replay(log.firstLsn(), (lsn, record) -> runs.add(lsn, generation(lsn, record)));
    if (last != log.writtenLsn() || last != runs.last(log.firstLsn() - 1)) {
      throw new AssertionError("replayed to " + last + ", writtenLsn=" + log.writtenLsn());
    }
    return runs.toString();
  }

  /** {@link #read} of records {@code from} to {@code to} of one generation; empty when none. */
  static String run(long from, long to, char generation) {
    return to < from ? "" : from + "-" + to + generation;
  }

  static String runs(String... runs) {
    StringJoiner joiner = new StringJoiner(" ");
    Arrays.stream(runs).filter(r -> !r.isEmpty()).forEach(joiner::add);
    return joiner.toString();
  }

  private static final class Runs {
    private final StringBuilder text = new StringBuilder();
    private long from;
    private long to;
    private char generation;

    void add(long lsn, char of) {
      if (from != 0 && lsn != to + 1) {
        throw new AssertionError("lsn=" + lsn + " follows on " + to);
      }
      if (from == 0 || of != generation) {
        flush();
        from = lsn;
        generation = of;
      }
      to = lsn;
    }

    long last(long whenEmpty) {
      return from == 0 ? whenEmpty : to;
    }

    private void flush() {
      if (from != 0) {
        text.append(text.isEmpty() ? "" : " ").append(run(from, to, generation));
      }
    }

    @Override
    public String toString() {
      flush();
      from = 0;
      return text.toString();
    }
  }
}
