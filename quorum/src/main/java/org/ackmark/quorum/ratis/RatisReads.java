package org.ackmark.quorum.ratis;

/** How a {@link RatisStore} reads. */
public enum RatisReads {
  /**
   * The leader first asks a majority whether it still leads, and applies what was committed when
   * the read arrived (ReadIndex; Ongaro's thesis, 6.4). Reads are linearizable with the writes.
   */
  LINEARIZABLE,
  /**
   * Ratis' own default: whoever takes itself for the leader answers from what it has applied,
   * without asking. A leader that was cut off and does not know of its successor answers with what
   * was true before.
   */
  DEFAULT
}
