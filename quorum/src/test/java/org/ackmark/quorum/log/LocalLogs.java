package org.ackmark.quorum.log;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.LogOpener;

/** A replicated log within this process, with real threads: one that leads, and its followers. */
final class LocalLogs implements Closeable {
  /** The leader of so many replicas tells listeners on a thread that must never wait. */
  private static final int MANY = 5;

  private final WorkerThread leaders = new WorkerThread("leaders");
  private final LocalNetwork network = new LocalNetwork();
  private final LocalTimer timer = new LocalTimer();
  private final Map<NodeId, Replica> followers = new TreeMap<>(Comparator.reverseOrder());
  private final List<Workers> workers = new ArrayList<>();
  private final boolean snapshots;
  private QuorumWal log;

  private LocalLogs(boolean snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Opens the followers and then the leader, each on its disk; the leader's is the first node's.
   *
   * @param copies opens the log of each of them
   * @throws IOException when one of them can't be opened; then none is open
   */
  static LocalLogs open(
      Map<NodeId, Disk> disks,
      LogOpener copies,
      Quorum quorum,
      LogOptions options,
      long knownDurableLsn)
      throws IOException {
    LocalLogs logs = new LocalLogs(false);
    NodeId leader = disks.keySet().stream().sorted().findFirst().orElseThrow();
    try {
      logs.opener(disks, copies, quorum, options).open(disks.get(leader), knownDurableLsn);
      return logs;
    } catch (IOException | RuntimeException e) {
      try (logs) {
        throw e;
      }
    }
  }

  /** Logs of a store: what it opens is the leader's. */
  static LocalLogs ofStore() {
    return new LocalLogs(true);
  }

  /** Opens the followers; what is returned opens the leader. */
  LogOpener opener(Map<NodeId, Disk> disks, LogOpener copies, Quorum quorum, LogOptions options)
      throws IOException {
    List<NodeId> members = disks.keySet().stream().sorted().toList();
    NodeId leader = members.getFirst();
    for (NodeId id : members.subList(1, members.size())) {
      follow(id, disks.get(id), copies);
    }
    Workers own =
        members.size() == MANY
            ? Workers.onNetwork(leader.name(), leaders)
            : Workers.threads(leader.name());
    LogCluster cluster = new LogCluster(leader, members, quorum, network, timer, own, options);
    LogOpener opener =
        QuorumWal.opener(cluster, copies, snapshots, replica -> network.join(leader, replica));
    return (disk, knownDurableLsn) -> {
      log = (QuorumWal) opener.open(disk, knownDurableLsn);
      return log;
    };
  }

  private void follow(NodeId id, Disk disk, LogOpener copies) throws IOException {
    Workers own = Workers.threads(id.name());
    workers.add(own);
    Replica replica = Replica.open(disk, copies, snapshots, own);
    followers.put(id, replica);
    network.join(id, replica);
  }

  QuorumWal log() {
    return log;
  }

  Replica follower(NodeId id) {
    return followers.get(id);
  }

  /** Ends a follower, as when its process is stopped. */
  void stop(NodeId id) throws IOException {
    network.leave(id);
    followers.remove(id).close();
  }

  /** Starts a follower again. */
  void start(NodeId id, Disk disk, WalOptions options) throws IOException {
    follow(id, disk, LogOpener.of(options));
  }

  /** The leader's log, which closes the followers too, after itself. */
  Wal closingAll() {
    return (Wal)
        Proxy.newProxyInstance(
            Wal.class.getClassLoader(),
            new Class<?>[] {Wal.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                close();
                return null;
              }
              try {
                return method.invoke(log, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() throws IOException {
    try (leaders;
        network;
        timer;
        Closeable _ = this::closeFollowers) {
      if (log != null) {
        log.close();
      }
    }
  }

  private void closeFollowers() throws IOException {
    for (Replica replica : followers.values()) {
      replica.close();
    }
    workers.forEach(Workers::close);
  }
}
