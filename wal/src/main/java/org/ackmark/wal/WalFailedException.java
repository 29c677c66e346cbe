package org.ackmark.wal;

import java.io.IOException;

/** The log met a failed write or sync and acknowledges nothing more; the cause says which. */
public class WalFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A failure caused by {@code cause}. */
  public WalFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
