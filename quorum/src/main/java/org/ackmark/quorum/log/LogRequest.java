package org.ackmark.quorum.log;

import java.nio.ByteBuffer;
import org.ackmark.quorum.net.Message;
import org.ackmark.wal.Level;

/**
 * What a leader asks of a replica. Each may arrive twice, late, or after a later one; a replica
 * that has promised a higher term refuses it.
 */
sealed interface LogRequest extends Message {
  /** The leader's. */
  Term term();

  /** Asks for the promise to refuse lower terms, and for what the replica has. */
  record Prepare(Term term) implements LogRequest {}

  /**
   * Asks for records above {@code afterLsn} from who has promised, as many as fit, at least one.
   */
  record Fetch(Term term, long afterLsn, int maxBytes) implements LogRequest {}

  /** Asks for a part of the newest snapshot, or of that of {@code lsn} once that is known. */
  record FetchSnapshot(Term term, long lsn, long offset, int maxBytes) implements LogRequest {}

  /**
   * Asks to take over the history with which the leader's term begins: to cut what differs, and,
   * once all of it is there, to adopt the term.
   */
  record Adopt(Term term, History history) implements LogRequest {}

  /**
   * Brings records, or asks without any about those before.
   *
   * @param level the reply is to wait until the last one has reached it
   * @param lowWaterLsn what is below is no longer needed
   */
  record Append(Term term, Records records, Level level, long lowWaterLsn) implements LogRequest {}

  /** Brings a part of a snapshot that stands for records which the leader has no more. */
  record Install(Term term, History history, Part part) implements LogRequest {}

  /**
   * A part of a snapshot.
   *
   * @param lsn the last record that the snapshot holds
   * @param offset where in its file
   * @param bytes nobody changes them
   * @param last whether the snapshot ends here
   */
  record Part(long lsn, long offset, ByteBuffer bytes, boolean last) {}
}
