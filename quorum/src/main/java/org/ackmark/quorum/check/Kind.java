package org.ackmark.quorum.check;

/** What an operation does to its register. */
public enum Kind {
  /** Returns the register's value. */
  READ,
  /** Replaces the register's value. */
  WRITE
}
