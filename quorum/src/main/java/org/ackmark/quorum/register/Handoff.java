package org.ackmark.quorum.register;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ackmark.quorum.net.NodeId;

/**
 * Whether a write that a replica does not acknowledge in time is left with another node, which
 * hands it over when that replica is back.
 *
 * @param mode what such a hint counts for
 * @param fallbacks who keeps hints: the n-th replica that is late gets the n-th of them, and round
 *     again
 * @param delay how long a replica has before it is late
 */
public record Handoff(Mode mode, List<NodeId> fallbacks, Duration delay) {

  /** What a hint counts for. */
  public enum Mode {
    /** There are none: what a replica missed, reads have to repair. */
    NONE,
    /** Nothing: W replicas must hold the write. */
    STRICT,
    /**
     * One of W, if no other of this write is kept on the same node. Writes go on when replicas are
     * down, and R + W &gt; N no longer means that a read meets them. Dynamo's sloppy quorum
     * (DeCandia and others, SOSP 2007).
     */
    SLOPPY
  }

  /** Checks the values. */
  public Handoff {
    Objects.requireNonNull(mode, "mode");
    fallbacks = List.copyOf(fallbacks);
    if (mode != Mode.NONE && fallbacks.isEmpty()) {
      throw new IllegalArgumentException("mode=" + mode + " fallbacks=[]");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay=" + delay);
    }
  }

  /** No hints. */
  public static Handoff none() {
    return new Handoff(Mode.NONE, List.of(), Duration.ZERO);
  }

  /** Hints that don't count. */
  public static Handoff strict(Duration delay, NodeId... fallbacks) {
    return new Handoff(Mode.STRICT, List.of(fallbacks), delay);
  }

  /** Hints that count. */
  public static Handoff sloppy(Duration delay, NodeId... fallbacks) {
    return new Handoff(Mode.SLOPPY, List.of(fallbacks), delay);
  }
}
