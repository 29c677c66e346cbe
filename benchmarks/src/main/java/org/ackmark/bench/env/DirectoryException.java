package org.ackmark.bench.env;

import java.io.IOException;

/** A directory cannot be measured; the message says which, why, and what to do, in one sentence. */
public class DirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Reason {
    MISSING,
    NOT_A_DIRECTORY,
    READ_ONLY,
    TOO_SMALL,
    FOREIGN_FILES,
    IN_USE
  }

  private final Reason reason;

  /** Refused for that reason. */
  public DirectoryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
