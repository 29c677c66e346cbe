package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.Part;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.log.LogCluster;
import org.ackmark.quorum.log.LogOptions;
import org.ackmark.quorum.log.QuorumWal;
import org.ackmark.quorum.log.Workers;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.register.RegisterOptions;
import org.ackmark.quorum.register.RegisterReplica;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.quorum.tcp.Secret;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/** Three replicas, two of them in processes of their own, that may be killed, paused, cut off. */
final class Fleet implements AutoCloseable {
  static final NodeId BYZANTIUM = Names.node(1);
  static final NodeId CYRENE = Names.node(2);
  private static final Quorum TWO_OF_THREE = new Quorum(3, 2, 2, Level.SYNCED);
  private static final WalOptions SMALL = WalOptions.of(Variant.GROUP).withSegmentBytes(1 << 20);
  private static final String SECRET = "a secret of the tests alone";

  private final DiskFolder folder;
  private final Duration timeout;
  private final OwnNodes own = new OwnNodes();
  private final LocalTimer timer = new LocalTimer();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private RemoteNodes nodes;

  private Fleet(DiskFolder folder, Duration timeout) {
    this.folder = folder;
    this.timeout = timeout;
  }

  /** In processes, or in network namespaces. */
  static Fleet of(boolean namespaces, long bandwidthBytesPerSecond, Duration timeout)
      throws Exception {
    Fleet fleet = new Fleet(new DiskFolder(), timeout);
    try {
      for (NodeId node : List.of(BYZANTIUM, CYRENE)) {
        Path directory = fleet.folder.path().resolve(node.name());
        if (namespaces) {
          Namespace namespace = Namespace.make(node.number(), bandwidthBytesPerSecond);
          fleet.own.add(namespace);
          fleet.own.add(NodeProcess.in(namespace, node, directory, SECRET));
        } else {
          fleet.own.add(NodeProcess.here(node, directory, SECRET));
        }
      }
      TcpOptions options =
          TcpOptions.of("ackmark").withSecret(Secret.of(SECRET)).withSession("test");
      fleet.nodes =
          new RemoteNodes(
              Names.node(0), fleet.own.addresses(), options, fleet.own, RemoteNodes.CONNECT);
      return fleet;
    } catch (Exception e) {
      try (fleet) {
        throw e;
      }
    }
  }

  OwnNodes own() {
    return own;
  }

  RemoteNodes nodes() {
    return nodes;
  }

  Path folder() {
    return folder.path();
  }

  /** Registers by ABD, two of three. */
  KeyValue registers() throws Exception {
    open(Part.Role.REGISTERS);
    LogStore copy =
        LogStore.open(disk(), LogOpener.of(SMALL), StoreOptions.DEFAULTS.withLevel(Level.SYNCED));
    opened.add(copy);
    nodes.serve(new RegisterReplica(copy));
    RegisterOptions options =
        RegisterOptions.abd(nodes.all(), TWO_OF_THREE)
            .withTimeout(timeout)
            .withRetry(Duration.ofMillis(200));
    return kept(new RegisterStore(nodes.here(), 1, options, nodes.network(), timer));
  }

  /** A store on a replicated log, two of three. */
  KeyValue onLog() throws Exception {
    open(Part.Role.FOLLOWER);
    LogCluster cluster =
        new LogCluster(
            nodes.here(),
            nodes.all(),
            TWO_OF_THREE,
            nodes.network(),
            timer,
            Workers.threads("athens"),
            LogOptions.DEFAULTS.withTimes(timeout, LogOptions.DEFAULTS.retry()));
    LogOpener leader = QuorumWal.opener(cluster, LogOpener.of(SMALL), true, nodes::serve);
    return kept(LogStore.open(disk(), leader, StoreOptions.DEFAULTS));
  }

  private KeyValue kept(KeyValue store) {
    opened.addFirst(store);
    return store;
  }

  private void open(Part.Role role) throws IOException, InterruptedException {
    for (NodeId node : nodes.elsewhere()) {
      nodes.open(node, new Part(role, SMALL, Level.SYNCED, role == Part.Role.FOLLOWER));
    }
  }

  private PosixDisk disk() throws IOException {
    return new PosixDisk(Replicas.folder(folder.path(), nodes.here()));
  }

  @Override
  public void close() throws IOException {
    try (folder;
        own;
        timer;
        RemoteNodes _ = nodes) {
      Closing.all(opened);
    }
  }
}
