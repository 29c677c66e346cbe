package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.profile.Replication;
import org.ackmark.quorum.log.LogCluster;
import org.ackmark.quorum.log.LogOptions;
import org.ackmark.quorum.log.QuorumWal;
import org.ackmark.quorum.log.Replica;
import org.ackmark.quorum.log.Workers;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.register.ReadRepair;
import org.ackmark.quorum.register.RegisterOptions;
import org.ackmark.quorum.register.RegisterReplica;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/**
 * Replicas within this process, each with a log of its own in a folder of its own: on one disk, and
 * connected by queues. What it costs to have more of them shows; what a network costs does not.
 * Opened once, as a log or as a store, which is to be closed before this. For one thread.
 */
public final class Replicas implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("athens", "byzantium", "cyrene", "delphi", "sparta", "thebes", "corinth");

  /** Of a coordinator that is new, and has no writes from before. */
  private static final int FIRST_INCARNATION = 1;

  /** All replicas share a disk that may stall: that is no lost quorum. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Replication replication;
  private final WalOptions options;
  private final Path directory;
  private final Disks disks;
  private final List<NodeId> nodes = new ArrayList<>();
  private final LocalNetwork network = new LocalNetwork();
  private final LocalTimer timer = new LocalTimer();
  private final List<Wal> logs = new ArrayList<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // the last first

  /** Gives a folder to a log. */
  @FunctionalInterface
  public interface Disks {
    /** The disk that is that folder. */
    Disk in(Path folder) throws IOException;
  }

  /**
   * Not open yet.
   *
   * @param options of each replica's log
   * @param directory in which each replica has a folder
   */
  public Replicas(Replication replication, WalOptions options, Path directory, Disks disks) {
    this.replication = replication;
    this.options = options;
    this.directory = directory;
    this.disks = disks;
    for (int i = 0; i < replication.quorum().n(); i++) {
      nodes.add(new NodeId(i, NAMES.get(i)));
    }
    opened.push(network);
    opened.push(timer);
  }

  /** The folders of so many replicas. */
  public static List<Path> folders(Path directory, int count) {
    return NAMES.subList(0, count).stream().map(directory::resolve).toList();
  }

  /** What all of their logs have done together. */
  public WalCounters counters() {
    return logs.stream().map(Wal::counters).reduce(WalCounters::plus).orElseThrow();
  }

  /** Opens a replicated log, which the first of them leads. */
  public Wal log() throws IOException {
    return leader(false).open(disk(leaderNode()), 0);
  }

  /** Opens a store by the protocol of the assignment. */
  public KeyValue store() throws IOException {
    return replication.protocol() == Protocol.LOG
        ? LogStore.open(disk(leaderNode()), leader(true), StoreOptions.DEFAULTS)
        : registers();
  }

  private NodeId leaderNode() {
    return nodes.getFirst();
  }

  /** Opens the followers; what is returned opens the leader. */
  private LogOpener leader(boolean snapshots) throws IOException {
    for (NodeId node : nodes.subList(1, nodes.size())) {
      Workers workers = Workers.threads(node.name());
      opened.push(workers);
      Replica follower = Replica.open(disk(node), counted(), snapshots, workers);
      opened.push(follower);
      network.join(node, follower);
    }
    LogCluster cluster =
        new LogCluster(
            leaderNode(),
            nodes,
            replication.quorum(),
            network,
            timer,
            Workers.threads(leaderNode().name()),
            LogOptions.DEFAULTS.withTimes(TIMEOUT, LogOptions.DEFAULTS.retry()));
    return QuorumWal.opener(
        cluster, counted(), snapshots, replica -> network.join(leaderNode(), replica));
  }

  private KeyValue registers() throws IOException {
    StoreOptions copies = StoreOptions.DEFAULTS.withLevel(replication.quorum().level());
    for (NodeId node : nodes) {
      LogStore copy = LogStore.open(disk(node), counted(), copies);
      opened.push(copy);
      network.join(node, new RegisterReplica(copy));
    }
    NodeId client = new NodeId(nodes.size(), "alice");
    network.join(client);
    return new RegisterStore(client, FIRST_INCARNATION, registerOptions(), network, timer);
  }

  private RegisterOptions registerOptions() {
    RegisterOptions options =
        replication.protocol() == Protocol.ABD
            ? RegisterOptions.abd(nodes, replication.quorum())
            : RegisterOptions.lww(nodes, replication.quorum(), ReadRepair.BLOCKING);
    return options.withTimeout(TIMEOUT);
  }

  private LogOpener counted() {
    LogOpener opener = LogOpener.of(options);
    return (disk, knownDurableLsn) -> {
      Wal log = opener.open(disk, knownDurableLsn);
      logs.add(log);
      return log;
    };
  }

  private Disk disk(NodeId node) throws IOException {
    return disks.in(Files.createDirectories(directory.resolve(node.name())));
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IOException("a replica could not be closed: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    opened.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
