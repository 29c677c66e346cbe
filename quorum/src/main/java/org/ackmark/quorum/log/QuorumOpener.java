package org.ackmark.quorum.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Wal;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.LogOpener;

/**
 * Opens a replicated log and this node's replica of it, for whoever opens logs.
 *
 * @param copies opens this node's own log
 * @param snapshots whether a store keeps snapshots in the same directory
 * @param attach makes the replica known to the network, before the start
 */
record QuorumOpener(
    LogCluster cluster, LogOpener copies, boolean snapshots, Consumer<Service> attach)
    implements LogOpener {

  @Override
  public Wal open(Disk disk, long knownDurableLsn) throws IOException {
    Replica own = Replica.open(disk, copies, snapshots, cluster.workers());
    try {
      attach.accept(own);
      QuorumWal log = QuorumWal.open(cluster, own);
      requireReaching(knownDurableLsn, log, disk);
      return log;
    } catch (IOException | RuntimeException | Error e) {
      try (own) {
        throw e;
      }
    }
  }

  private static void requireReaching(long knownDurableLsn, QuorumWal log, Disk disk)
      throws IOException {
    if (log.appendedLsn() < knownDurableLsn) {
      try (Closeable _ = log::close) {
        throw new CorruptLogException(
            disk.toString(),
            0,
            log.appendedLsn() + 1,
            "the log ends here, and lsn=" + knownDurableLsn + " is known to have been durable");
      }
    }
  }
}
