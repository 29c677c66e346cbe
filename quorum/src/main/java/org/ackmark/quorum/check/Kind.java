package org.ackmark.quorum.check;

/**
 * What an operation does to its register. No compare-and-set: registers can't do it. No delete: it
 * has no value of its own, so that a workload that is to be judged has none.
 */
public enum Kind {
  /** Returns the register's value. */
  READ,
  /** Replaces the register's value. */
  WRITE
}
