package org.ackmark.wal.io;

import java.io.IOException;

/** Another process, or another log in this one, has the directory. */
public class LogLockedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Locked, as {@code message} tells. */
  public LogLockedException(String message) {
    super(message);
  }
}
