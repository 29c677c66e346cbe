package org.ackmark.quorum.log;

import org.ackmark.wal.Level;

/**
 * How far a replica has come, as it says itself. Two of one opening and one adopted term may arrive
 * in any order: the higher numbers are the later ones.
 *
 * @param promised lower terms are refused
 * @param adopted the term whose leader's history it last held completely
 * @param opening which opening of the replica tells this: what an earlier one told may be lost
 * @param firstLsn its low-water mark
 * @param receivedLsn the last record that it has and shares with the leader who asks
 * @param snapshotLsn the newest snapshot that it keeps in place of records; 0: none
 */
record Standing(
    Term promised,
    Term adopted,
    long opening,
    long firstLsn,
    long receivedLsn,
    long writtenLsn,
    long durableLsn,
    long snapshotLsn) {

  long lsnAt(Level level) {
    return switch (level) {
      case RECEIVED -> receivedLsn;
      case WRITTEN -> writtenLsn;
      case SYNCED -> durableLsn;
    };
  }

  /** The same, sharing with the leader no more than that. */
  Standing sharingUpTo(long lsn) {
    return new Standing(
        promised,
        adopted,
        opening,
        firstLsn,
        Math.min(lsn, receivedLsn),
        Math.min(lsn, writtenLsn),
        Math.min(lsn, durableLsn),
        snapshotLsn);
  }

  /** The later of this and {@code other}, of whatever order they arrived in. */
  Standing laterOf(Standing other) {
    int byOpening = Long.compare(opening, other.opening);
    int byTerm = adopted.compareTo(other.adopted);
    if (byOpening != 0 || byTerm != 0) {
      return byOpening > 0 || byOpening == 0 && byTerm > 0 ? this : other;
    }
    return new Standing(
        promised.isAbove(other.promised) ? promised : other.promised,
        adopted,
        opening,
        Math.max(firstLsn, other.firstLsn),
        Math.max(receivedLsn, other.receivedLsn),
        Math.max(writtenLsn, other.writtenLsn),
        Math.max(durableLsn, other.durableLsn),
        Math.max(snapshotLsn, other.snapshotLsn));
  }
}
