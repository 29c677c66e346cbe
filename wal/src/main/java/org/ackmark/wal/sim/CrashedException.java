package org.ackmark.wal.sim;

import java.io.IOException;

/** The simulated machine is dead: what it held is found by {@link SimDisk#crash} alone. */
public class CrashedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Dead, as {@code message} tells. */
  public CrashedException(String message) {
    super(message);
  }
}
