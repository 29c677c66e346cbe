package org.ackmark.bench.paired;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.bench.probe.Slice;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.replicas.QuorumFloor;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.PosixDisk;

/**
 * A log on several replicas, and the least that its groups cost: a sync of one while all others
 * sync too, and a round trip.
 *
 * @param replicas those of the log
 * @param log its leader
 * @param floor of both
 * @param syncTakenOut the log without its syncs; null where it has none
 */
public record ReplicatedLog(
    Replicas replicas, Wal log, QuorumFloor floor, SyncTakenOut syncTakenOut) implements Sides {
  /** Opens it in that folder. */
  public static ReplicatedLog open(Path folder, Contest contest)
      throws IOException, InterruptedException {
    Replication replication = contest.replication().orElseThrow();
    Replicas replicas =
        new Replicas(replication, SingleLog.options(contest), folder, PosixDisk::new, null);
    try {
      Wal log = replicas.log();
      QuorumFloor floor =
          replicas
              .floor(Math.toIntExact(contest.groupBytes()))
              .orElseThrow(
                  () -> new IllegalArgumentException("placement=" + replication.placement()));
      SyncTakenOut without = contest.parted() ? SyncTakenOut.beside(replicas, contest) : null;
      return new ReplicatedLog(replicas, log, floor, without);
    } catch (IOException | InterruptedException | RuntimeException e) {
      try (replicas) {
        throw e;
      }
    }
  }

  @Override
  public WalCounters counters() {
    return replicas.counters();
  }

  @Override
  public Slice floor(long durationNs) throws IOException, InterruptedException {
    return new Slice(1, Math.round(floor.slice(durationNs).totalNs()));
  }

  @Override
  public void close() throws IOException {
    try (replicas;
        log;
        floor;
        syncTakenOut) {
      // all are closed, whatever fails
    }
  }
}
