package org.ackmark.quorum.register;

import java.io.IOException;

/**
 * Too few replicas have answered: within the timeout, or ever, as too many have refused. A write
 * that fails so is <em>not</em> undone when {@link #mayHaveTakenEffect}.
 */
public class QuorumNotReachedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Phase phase;
  private final int needed;
  private final int answered;
  private final int refused;
  private final int replicas;

  /**
   * So many.
   *
   * @param answered how many did what was asked
   * @param refused how many said that they can't
   * @param replicas N
   * @param why such as the timeout, or what a replica said
   */
  public QuorumNotReachedException(
      Phase phase, int needed, int answered, int refused, int replicas, String why) {
    super(
        "phase=%s: %d of %d replicas answered, %d refused, needed=%d: %s"
            .formatted(phase, answered, replicas, refused, needed, why));
    this.phase = phase;
    this.needed = needed;
    this.answered = answered;
    this.refused = refused;
    this.replicas = replicas;
  }

  /** What failed. */
  public Phase phase() {
    return phase;
  }

  /** How many had to do what was asked. */
  public int needed() {
    return needed;
  }

  /** How many did. */
  public int answered() {
    return answered;
  }

  /** How many said that they can't. */
  public int refused() {
    return refused;
  }

  /** N. */
  public int replicas() {
    return replicas;
  }

  /**
   * Whether a write that failed so is indeterminate: it may take effect now, later or never.
   * Otherwise no replica was asked to hold it, and it never will.
   */
  public boolean mayHaveTakenEffect() {
    return phase == Phase.STORE;
  }
}
