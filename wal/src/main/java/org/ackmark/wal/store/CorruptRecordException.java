package org.ackmark.wal.store;

import java.io.IOException;

/** A record of the log is not one that a store wrote: wrong type, or lengths that cannot be. */
public class CorruptRecordException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long lsn;
  private final int offset;

  /**
   * Names the place.
   *
   * @param lsn the record's LSN
   * @param offset bytes from the record's start
   * @param reason what is wrong
   */
  public CorruptRecordException(long lsn, int offset, String reason) {
    super("lsn=" + lsn + " offset=" + offset + ": " + reason);
    this.lsn = lsn;
    this.offset = offset;
  }

  /** The record's LSN. */
  public long lsn() {
    return lsn;
  }

  /** Bytes from the record's start. */
  public int offset() {
    return offset;
  }
}
