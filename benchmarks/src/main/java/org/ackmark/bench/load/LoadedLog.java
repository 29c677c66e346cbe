package org.ackmark.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.PosixDisk;

/**
 * The log under load, and the disk that is watched: its own, or its leader's. For one thread.
 *
 * @param log which acknowledges
 * @param counters of all its replicas together; asks them, and blocks for that
 * @param disk watched; the one of the leader, as the others are elsewhere
 * @param replicas closed after the log; of a single log nothing
 */
record LoadedLog(Wal log, Supplier<WalCounters> counters, WatchedDisk disk, Closeable replicas)
    implements Closeable {

  /** Opens it; replicas are started, each where it is to be, and ended with it. */
  static LoadedLog open(LoadAssignment assignment, Ticker ticker)
      throws IOException, InterruptedException {
    Path folder = Path.of(assignment.directory()).resolve("log");
    if (assignment.replication() != null) {
      return onReplicas(assignment, folder, ticker);
    }
    WatchedDisk disk = watched(folder, ticker, assignment.options().variant().level());
    Wal log = Wal.open(disk, assignment.options());
    return new LoadedLog(log, log::counters, disk, () -> {});
  }

  private static LoadedLog onReplicas(LoadAssignment assignment, Path folder, Ticker ticker)
      throws IOException, InterruptedException {
    Replication replication = assignment.replication();
    Path leader = Replicas.folders(folder, 1).getFirst();
    WatchedDisk disk = watched(leader, ticker, replication.quorum().level());
    Replicas replicas =
        new Replicas(
            replication,
            assignment.options(),
            folder,
            each -> each.equals(leader) ? disk : new PosixDisk(each),
            assignment.hosts());
    try {
      return new LoadedLog(replicas.log(), replicas::counters, disk, replicas::close);
    } catch (IOException | InterruptedException | RuntimeException e) {
      try (replicas) {
        throw e;
      }
    }
  }

  private static WatchedDisk watched(Path folder, Ticker ticker, Level acknowledged)
      throws IOException {
    PosixDisk disk = new PosixDisk(Files.createDirectories(folder));
    return new WatchedDisk(disk, ticker, acknowledged == Level.SYNCED);
  }

  @Override
  public void close() throws IOException {
    try (replicas;
        log) {
      // both are closed, whatever fails
    }
  }
}
