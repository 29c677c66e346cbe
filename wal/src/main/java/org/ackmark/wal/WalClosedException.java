package org.ackmark.wal;

import java.io.IOException;

/** The log was closed before the call, or while it waited. */
public class WalClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Closed, as {@code message} tells. */
  public WalClosedException(String message) {
    super(message);
  }
}
