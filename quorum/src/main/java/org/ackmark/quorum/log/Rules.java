package org.ackmark.quorum.log;

import java.util.Arrays;
import java.util.OptionalLong;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;

/**
 * The decisions on which the safety of the log rests, in one place; the package's description
 * argues them. Tests break one at a time and see what is lost. Stateless.
 */
class Rules {
  static final Rules SOUND = new Rules();

  /** The term of a leader that has heard of no higher one than {@code highest}. */
  Term next(Term highest, NodeId self) {
    return highest.next(self);
  }

  /** Whether a replica that has promised {@code promised} must not serve that leader. */
  boolean refuses(Term leader, Term promised) {
    return promised.isAbove(leader);
  }

  /**
   * How many must promise before a leader decides: N − W + 1, to know what was acknowledged; and W,
   * without whom it would not serve, so that it hears of a higher term when it can still go above.
   */
  int promisesNeeded(Quorum quorum) {
    return Math.max(quorum.n() - quorum.w() + 1, quorum.w());
  }

  /** Whether the history of {@code one} is to be preferred to that of {@code other}. */
  boolean better(LogReply.Promise one, LogReply.Promise other) {
    int byTerm = one.standing().adopted().compareTo(other.standing().adopted());
    return byTerm != 0 ? byTerm > 0 : one.history().lastLsn() > other.history().lastLsn();
  }

  /** Up to where a replica keeps what it has when it takes over a leader's history. */
  OptionalLong keeps(History own, History leaders) {
    return own.agreesUpTo(leaders);
  }

  /** How many must have adopted the term, the leader among them, before it serves. */
  int adoptersNeeded(Quorum quorum) {
    return quorum.w();
  }

  /** Whether what a replica says of its log counts for that leader. */
  boolean counts(Standing standing, Term leader) {
    return standing.adopted().equals(leader);
  }

  /** How far the leader's own log has come. */
  long ownLsnAt(Wal own, Level level) {
    return switch (level) {
      case RECEIVED -> own.appendedLsn();
      case WRITTEN -> own.writtenLsn();
      case SYNCED -> own.durableLsn();
    };
  }

  /**
   * How far W of the replicas have come.
   *
   * @param lsns of all N; sorted by this call
   */
  long reached(long[] lsns, Quorum quorum) {
    Arrays.sort(lsns);
    return lsns[lsns.length - quorum.w()];
  }

  /** How far a replica may forget, given what the leader does not need any more. */
  long lowWaterLsn(long leaders, long ownDurableLsn) {
    return Math.min(leaders, ownDurableLsn + 1);
  }
}
