package org.ackmark.quorum.ratis;

import java.time.Duration;

/**
 * The knobs of one replica; immutable.
 *
 * @param sync when its log syncs; the replicas of a group may differ
 * @param segmentBytes of its log, at least {@link RatisStore#MAX_RECORD_BYTES}
 * @param snapshotEvery entries of the log, after which the state is saved and the log before it
 *     cleaned; {@link RatisSync#IN_MEMORY} never does
 * @param notesCommits whether each advance of the commit index is followed by an entry that notes
 *     it, as Ratis does unless told otherwise; it is synced like any other, so a lone commit costs
 *     two syncs on each replica, and one without. It only spares a restarted replica to ask what
 *     was committed
 * @param election a replica that hears nothing from a leader for this long, or up to twice as long,
 *     asks to be elected; longer than a sync and a pause of the JVM take
 * @param trustedNetwork whether addresses other than the loopback's are accepted
 */
public record RatisOptions(
    RatisSync sync,
    long segmentBytes,
    long snapshotEvery,
    boolean notesCommits,
    Duration election,
    boolean trustedNetwork) {
  /** Forced, segments of 32 MiB, a snapshot each 200,000 entries, half a second, loopback only. */
  public static final RatisOptions DEFAULTS =
      new RatisOptions(RatisSync.FORCED, 32 << 20, 200_000, true, Duration.ofMillis(500), false);

  /** Checks the values. */
  public RatisOptions {
    if (segmentBytes < RatisStore.MAX_RECORD_BYTES || snapshotEvery < 1) {
      throw new IllegalArgumentException(
          "segmentBytes=" + segmentBytes + " snapshotEvery=" + snapshotEvery);
    }
    if (election.toMillis() < 1) {
      throw new IllegalArgumentException("election=" + election);
    }
  }

  /** Another way to sync. */
  public RatisOptions withSync(RatisSync value) {
    return new RatisOptions(
        value, segmentBytes, snapshotEvery, notesCommits, election, trustedNetwork);
  }

  /** Other segments, and other times to clean them. */
  public RatisOptions withLog(long newSegmentBytes, long newSnapshotEvery) {
    return new RatisOptions(
        sync, newSegmentBytes, newSnapshotEvery, notesCommits, election, trustedNetwork);
  }

  /** Without an entry of the log that notes what was committed. */
  public RatisOptions withoutNotes() {
    return new RatisOptions(sync, segmentBytes, snapshotEvery, false, election, trustedNetwork);
  }

  /** Another patience with a leader. */
  public RatisOptions withElection(Duration value) {
    return new RatisOptions(sync, segmentBytes, snapshotEvery, notesCommits, value, trustedNetwork);
  }

  /**
   * Accepts addresses beyond the loopback. Replicas and clients prove nothing to each other there
   * and encrypt nothing: whoever reaches the ports reads and writes. So it takes a network to which
   * nobody else has access.
   */
  public RatisOptions onTrustedNetwork() {
    return new RatisOptions(sync, segmentBytes, snapshotEvery, notesCommits, election, true);
  }
}
