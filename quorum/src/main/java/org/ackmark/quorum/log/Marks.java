package org.ackmark.quorum.log;

import java.util.HashMap;
import java.util.Map;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;

/**
 * How far W replicas have come in one term: of each level the W-th largest LSN, of those only that
 * have adopted the term; never going back. Thread-safe.
 */
final class Marks {
  private final Term term;
  private final Replica own;
  private final Tail tail;
  private final Quorum quorum;
  private final Rules rules;
  private final Map<NodeId, Standing> followers = new HashMap<>(); // guarded by this
  private volatile long receivedLsn; // written under this, as are both below
  private volatile long writtenLsn;
  private volatile long durableLsn;

  Marks(Term term, Replica own, Tail tail, Quorum quorum, Rules rules) {
    this.term = term;
    this.own = own;
    this.tail = tail;
    this.quorum = quorum;
    this.rules = rules;
  }

  long lsnAt(Level level) {
    return switch (level) {
      case RECEIVED -> receivedLsn;
      case WRITTEN -> writtenLsn;
      case SYNCED -> durableLsn;
    };
  }

  /**
   * Takes note of where a follower stands, if that counts. Threads of the network may bring what it
   * said in another order than it said it: what was said before a restart must not come to count
   * again.
   */
  synchronized void heard(NodeId follower, Standing standing) {
    if (rules.counts(standing, term)) {
      followers.merge(follower, standing, Standing::laterOf);
    }
  }

  /** How many have adopted the term, the leader included. */
  synchronized int adopters() {
    return 1 + followers.size();
  }

  /**
   * Looks at all of them again.
   *
   * @return whether a mark has moved
   */
  synchronized boolean update() {
    long lastLsn = tail.lastLsn();
    long ownDurableLsn = rules.ownLsnAt(own.log(), Level.SYNCED); // lowest first
    long ownWrittenLsn = rules.ownLsnAt(own.log(), Level.WRITTEN);
    long ownReceivedLsn = rules.ownLsnAt(own.log(), Level.RECEIVED);
    if (!own.promised().equals(term)) {
      return false; // its log may have been cut, and hold another leader's records
    }
    long received = reached(Level.RECEIVED, ownReceivedLsn, lastLsn);
    long written = reached(Level.WRITTEN, ownWrittenLsn, lastLsn);
    long durable = reached(Level.SYNCED, ownDurableLsn, lastLsn);
    boolean moved = received > receivedLsn || written > writtenLsn || durable > durableLsn;
    receivedLsn = Math.max(receivedLsn, received); // highest first
    writtenLsn = Math.max(writtenLsn, written);
    durableLsn = Math.max(durableLsn, durable);
    return moved;
  }

  private long reached(Level level, long ownLsn, long lastLsn) {
    long[] lsns = new long[quorum.n()];
    int next = 0;
    lsns[next++] = ownLsn;
    for (Standing standing : followers.values()) {
      lsns[next++] = standing.lsnAt(level);
    }
    return Math.min(lastLsn, rules.reached(lsns, quorum));
  }
}
