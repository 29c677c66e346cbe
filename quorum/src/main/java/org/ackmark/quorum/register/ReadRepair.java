package org.ackmark.quorum.register;

/** What a read does for replicas that hold less than it returns, before it returns. */
public enum ReadRepair {
  /** Nothing: a later read may return an older value. */
  NONE,
  /** Sends them what they lack and does not wait: the same, for a shorter time. */
  ASYNC,
  /**
   * Sends those that have answered what they lack and waits until W of the answering replicas hold
   * it, or all of them when they are fewer. Later reads return nothing older if R &gt;= W. The
   * price: the read fails when a repair is lost, although a quorum has answered.
   */
  BLOCKING,
  /**
   * Sends it to any replica not known to hold it and waits until W hold it; costs nothing when W
   * are known to. What {@link Protocol#ABD} needs.
   */
  WRITE_BACK
}
