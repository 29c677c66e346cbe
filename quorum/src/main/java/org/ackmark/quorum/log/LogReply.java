package org.ackmark.quorum.log;

import org.ackmark.quorum.net.Message;

/** What a replica answers to a {@link LogRequest}. */
sealed interface LogReply extends Message {
  /**
   * What came as a reply.
   *
   * @throws IllegalArgumentException when it is none: the connection has lost its sense
   */
  static LogReply of(Message message) {
    if (message instanceof LogReply reply) {
      return reply;
    }
    throw new IllegalArgumentException("reply=" + message);
  }

  /** It has promised a higher term. */
  record Refused(Term promised) implements LogReply {}

  /** It can't do that, and will not be able to unless somebody helps. */
  record Failed(String reason) implements LogReply {}

  /** It refuses lower terms from now on, and has this; synced before it was sent. */
  record Promise(Term term, Standing standing, History history) implements LogReply {}

  /** Records that were asked for. */
  record Fetched(Records records) implements LogReply {}

  /** A part of a snapshot that was asked for. */
  record FetchedSnapshot(LogRequest.Part part) implements LogReply {}

  /** How far it has come. */
  record Stands(Standing standing) implements LogReply {}

  /** Of that snapshot it goes on at that offset. */
  record Wants(long lsn, long offset) implements LogReply {}
}
