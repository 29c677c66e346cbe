package org.ackmark.wal.io;

import java.io.IOException;

/** The device, or the quota on it, has no space left. */
public class NoSpaceException extends IOException {
  private static final long serialVersionUID = 1L;

  /** No space, as {@code message} tells. */
  public NoSpaceException(String message) {
    super(message);
  }
}
