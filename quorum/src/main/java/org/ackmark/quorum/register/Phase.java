package org.ackmark.quorum.register;

/** What a coordinator asks replicas for, and so what an operation can fail at. */
public enum Phase {
  /** A write asks which tag is the highest; nothing of it has been sent yet. */
  QUERY_TAG,
  /** A write asks replicas to hold it. */
  STORE,
  /** A read asks for what is held. */
  QUERY,
  /** A read asks replicas to hold what it is about to return. */
  WRITE_BACK
}
