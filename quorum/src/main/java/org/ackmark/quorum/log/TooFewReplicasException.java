package org.ackmark.quorum.log;

import java.io.IOException;

/**
 * Fewer than W replicas have answered in time. What was to be written is <em>indeterminate</em>: it
 * may be lost, or be acknowledged to another waiter later, or be found by the next leader. The log
 * goes on, and acknowledges again when W answer.
 */
public final class TooFewReplicasException extends IOException {
  private static final long serialVersionUID = 1L;

  TooFewReplicasException(LogCluster cluster, String what, String troubles) {
    super(
        "%s within %s by fewer than w=%d of n=%d replicas: %s"
            .formatted(
                what,
                cluster.options().timeout(),
                cluster.quorum().w(),
                cluster.quorum().n(),
                troubles.isEmpty() ? "they answer, but slowly" : troubles));
  }
}
