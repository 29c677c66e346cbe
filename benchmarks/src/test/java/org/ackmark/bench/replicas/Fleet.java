package org.ackmark.bench.replicas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final String SESSION = "test";
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final TcpOptions TCP =
      TcpOptions.of("ackmark").withSecret(Secret.of(SECRET)).withSession(SESSION);

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
      List<Callable<NodeProcess>> starts = new ArrayList<>();
      for (NodeId node : List.of(BYZANTIUM, CYRENE)) {
        Path directory = fleet.folder.path().resolve(node.name());
        if (namespaces) {
          Namespace namespace = Namespace.make(node.number(), bandwidthBytesPerSecond);
          fleet.own.add(namespace);
          starts.add(() -> NodeProcess.in(namespace, node, directory, SECRET));
        } else {
          starts.add(() -> NodeProcess.here(node, directory, SECRET));
        }
      }
      fleet.start(starts);
      fleet.nodes =
          new RemoteNodes(
              Names.node(0), fleet.own.addresses(), TCP, fleet.own, RemoteNodes.CONNECT);
      return fleet;
    } catch (Exception e) {
      try (fleet) {
        throw e;
      }
    }
  }

  /** At once: each takes a second to. */
  private void start(List<Callable<NodeProcess>> starts) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<NodeProcess> started : threads.invokeAll(starts)) {
        own.add(started.get());
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

  /** Registers by ABD, or a store on a replicated log, two of three. */
  KeyValue open(boolean registers) throws Exception {
    return open(registers, TWO_OF_THREE);
  }

  KeyValue open(boolean registers, Quorum quorum) throws Exception {
    return registers ? registers(quorum) : onLog(quorum);
  }

  private KeyValue registers(Quorum quorum) throws Exception {
    open(Part.Role.REGISTERS);
    LogStore copy =
        LogStore.open(disk(), LogOpener.of(SMALL), StoreOptions.DEFAULTS.withLevel(Level.SYNCED));
    opened.add(copy);
    nodes.serve(new RegisterReplica(copy));
    return kept(coordinator(1, quorum, timeout));
  }

  private RegisterStore coordinator(int incarnation, Quorum quorum, Duration patience) {
    RegisterOptions options =
        RegisterOptions.abd(nodes.all(), quorum)
            .withTimeout(patience)
            .withRetry(Duration.ofMillis(200));
    return new RegisterStore(nodes.here(), incarnation, options, nodes.network(), timer);
  }

  private KeyValue onLog(Quorum quorum) throws Exception {
    open(Part.Role.FOLLOWER);
    return led(nodes, quorum, timeout, disk());
  }

  /** By the node that is here, as far as those nodes go. */
  private KeyValue led(RemoteNodes by, Quorum quorum, Duration patience, PosixDisk disk)
      throws IOException {
    LogCluster cluster =
        new LogCluster(
            by.here(),
            by.all(),
            quorum,
            by.network(),
            timer,
            Workers.threads(by.here().name()),
            LogOptions.DEFAULTS.withTimes(patience, LogOptions.DEFAULTS.retry()));
    LogOpener leader = QuorumWal.opener(cluster, LogOpener.of(SMALL), true, by::serve);
    return kept(LogStore.open(disk, leader, StoreOptions.DEFAULTS));
  }

  /**
   * What the two others hold, both of which were killed: the replica that is here, and has led, is
   * gone and its disk with it. A quorum of two of three finds there what two of three have
   * acknowledged.
   */
  KeyValue survivors(boolean registers) throws Exception {
    loseWhatIsHere();
    own.start(CYRENE);
    if (registers) {
      own.start(BYZANTIUM);
      return kept(coordinator(2, TWO_OF_THREE, PATIENT));
    }
    SortedMap<NodeId, InetSocketAddress> others = own.addresses();
    others.put(nodes.here(), others.remove(BYZANTIUM)); // where nobody listens any more
    RemoteNodes there = new RemoteNodes(BYZANTIUM, others, TCP, null, RemoteNodes.CONNECT);
    opened.addFirst(there);
    Path kept = folder.path().resolve(BYZANTIUM.name()).resolve(SESSION);
    return led(there, TWO_OF_THREE, PATIENT, new PosixDisk(kept));
  }

  private void loseWhatIsHere() {
    nodes.serve((_, _, _) -> {});
    try {
      Closing.all(opened);
    } catch (IOException e) {
      System.out.println("as it has lost its quorum: " + e.getMessage());
    }
    opened.clear();
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
