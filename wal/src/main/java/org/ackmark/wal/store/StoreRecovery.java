package org.ackmark.wal.store;

import java.util.List;

/**
 * What the opening of a store found.
 *
 * @param snapshotLsn the last record held by the snapshot that was loaded; 0 when none was
 * @param replayedRecords records of the log applied after it
 * @param refusedSnapshots damaged snapshots that the log made unneeded, newest first
 */
public record StoreRecovery(
    long snapshotLsn, long replayedRecords, List<CorruptSnapshotException> refusedSnapshots) {
  /** Copies the list. */
  public StoreRecovery {
    refusedSnapshots = List.copyOf(refusedSnapshots);
  }
}
