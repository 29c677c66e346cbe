package org.ackmark.wal.store;

import java.io.IOException;

/**
 * A snapshot that the log can't do without is damaged or missing. The directory is left as it was
 * found.
 */
public class CorruptSnapshotException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;

  /**
   * Names the place.
   *
   * @param file name of the snapshot file
   * @param offset bytes from its start
   * @param reason what is wrong
   */
  public CorruptSnapshotException(String file, long offset, String reason) {
    super("file=" + file + " offset=" + offset + ": " + reason);
    this.file = file;
    this.offset = offset;
  }

  /** Name of the snapshot file. */
  public String file() {
    return file;
  }

  /** Bytes from the start of the file. */
  public long offset() {
    return offset;
  }
}
