package org.ackmark.quorum.tcp;

import java.io.IOException;

/** What came is no frame, or none that may come now: the connection ends. */
final class BadFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  BadFrameException(String reason) {
    super(reason);
  }

  BadFrameException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
