package org.ackmark.quorum.net;

import java.io.IOException;

/** Bytes that came over a network are no message. */
public final class BadMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Because of that. */
  public BadMessageException(String reason) {
    super(reason);
  }

  /** Because of what those who know the message's parts say of them. */
  public BadMessageException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
