package org.ackmark.bench.replicas;

import java.io.IOException;

/** A node did not do what it was asked to; one sentence says which and why. */
public final class NodeException extends IOException {
  private static final long serialVersionUID = 1L;

  NodeException(String sentence) {
    super(sentence);
  }
}
