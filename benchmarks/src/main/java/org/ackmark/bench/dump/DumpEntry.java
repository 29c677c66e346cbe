package org.ackmark.bench.dump;

/**
 * One stretch of a segment: an entry that counts, or bytes between that hold none.
 *
 * @param offset bytes from the start of the file
 * @param type {@code record}, {@code mark}, {@code seal}, {@code low_water}, or {@code gap}
 * @param lsn the LSN, or the low-water mark; absent in a gap
 * @param durableLsn how far the log was durable when this was written; absent in a gap
 * @param epoch the epoch; absent in a gap
 * @param bytes of the payload, or of the gap
 * @param state {@code ok}, or why nothing counts there
 */
public record DumpEntry(
    long offset, String type, Long lsn, Long durableLsn, Long epoch, long bytes, String state) {
  static final String GAP = "gap";

  static DumpEntry gap(long offset, long bytes, String why) {
    return new DumpEntry(offset, GAP, null, null, null, bytes, why);
  }

  boolean isGap() {
    return type.equals(GAP);
  }
}
