package org.ackmark.wal;

import java.io.IOException;

/**
 * Bytes in the log are not what was written there, at a place where a record was known to be
 * durable (or the header of a segment is bad). The log is left as it was found.
 */
public class CorruptLogException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final long lsn;

  /**
   * Names the place.
   *
   * @param file name of the segment file
   * @param offset bytes from its start
   * @param lsn the LSN that was expected there, or 0 when unknown
   * @param reason what is wrong
   */
  public CorruptLogException(String file, long offset, long lsn, String reason) {
    super("file=" + file + " offset=" + offset + " lsn=" + lsn + ": " + reason);
    this.file = file;
    this.offset = offset;
    this.lsn = lsn;
  }

  /** Name of the segment file. */
  public String file() {
    return file;
  }

  /** Bytes from the start of the file. */
  public long offset() {
    return offset;
  }

  /** The LSN that was expected there, or 0 when unknown. */
  public long lsn() {
    return lsn;
  }
}
