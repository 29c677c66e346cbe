package org.ackmark.wal.io;

import java.io.IOException;

/**
 * The kernel refused an argument ({@code EINVAL}): on open, a flag the file system can't honour.
 */
public class InvalidArgumentException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Refused, as {@code message} tells. */
  public InvalidArgumentException(String message) {
    super(message);
  }
}
