package org.ackmark.quorum.check;

import java.io.IOException;
import java.nio.file.Path;

/** A file does not hold a history. */
public final class BadHistoryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * Names the place.
   *
   * @param offset bytes from the file's start
   */
  BadHistoryException(Path file, long offset, String reason, Throwable cause) {
    super(file + " offset=" + offset + ": " + reason, cause);
    this.offset = offset;
  }

  /** Bytes from the file's start to where reading stopped. */
  public long offset() {
    return offset;
  }
}
