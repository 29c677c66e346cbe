package org.ackmark.bench.dump;

import java.io.IOException;

/** A file is no segment, or its header is damaged; the message is one sentence for a person. */
public final class NotASegmentException extends IOException {
  private static final long serialVersionUID = 1L;

  NotASegmentException(String sentence) {
    super(sentence);
  }
}
