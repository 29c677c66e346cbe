package org.ackmark.quorum.sim;

/** What goes wrong in a simulated cluster. */
public enum FaultKind {
  /** A message does not arrive. */
  LOSS,
  /** A message arrives twice. */
  DUPLICATION,
  /** A message arrives before one that was sent earlier on the same link. */
  REORDER,
  /** A message is stopped by a partition: neither side reaches the other. */
  PARTITION,
  /** A message is stopped by a cut in one direction, while the other works. */
  ONE_WAY_CUT,
  /** A message takes many times as long as usual. */
  SLOW_LINK,
  /** A node's process dies and starts again with what the kernel held. */
  PROCESS_CRASH,
  /** A node loses power, and starts again with what it had synced. */
  POWER_CRASH,
  /** A node's wall clock jumps. */
  CLOCK_JUMP
}
