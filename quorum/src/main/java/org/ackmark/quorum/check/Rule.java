package org.ackmark.quorum.check;

/** What a history of a register can violate. Together they are exactly linearizability. */
public enum Rule {
  /** A read returns a value that nobody wrote, or whose write did certainly not happen. */
  NEVER_WRITTEN,
  /** A read ends before its value's write begins. */
  READ_BEFORE_WRITE,
  /** Two values must each be older than the other: each was there for a while, at the same time. */
  FORWARD_ZONES_OVERLAP,
  /** A value comes and goes while another was there all the time. */
  BACKWARD_ZONE_INSIDE
}
