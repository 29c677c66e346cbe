package org.ackmark.quorum.register;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.sim.Boot;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.MessageHook;
import org.ackmark.quorum.sim.SimCluster;
import org.ackmark.quorum.sim.SimHost;
import org.ackmark.quorum.sim.SimNode;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.ackmark.wal.store.Versioned;

/** Replicas in cities and the clients alice, bob and carol, simulated. */
final class Cities implements AutoCloseable {
  static final NodeId ATHENS = new NodeId(0, "athens");
  static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  static final NodeId CYRENE = new NodeId(2, "cyrene");
  static final NodeId DELPHI = new NodeId(3, "delphi");
  static final NodeId SPARTA = new NodeId(4, "sparta");
  static final NodeId ALICE = new NodeId(10, "alice");
  static final NodeId BOB = new NodeId(11, "bob");
  static final NodeId CAROL = new NodeId(12, "carol");

  static final List<NodeId> THREE = List.of(ATHENS, BYZANTIUM, CYRENE);
  static final List<NodeId> FIVE = List.of(ATHENS, BYZANTIUM, CYRENE, DELPHI, SPARTA);

  static final Duration HOP = Duration.ofMillis(1);
  private static final long REPLAY_EVERY_NS = 20_000_000;

  final SimCluster cluster;
  private final Map<NodeId, LogStore> copies = new HashMap<>(); // of the present life
  private final Map<NodeId, HintStore> hints = new HashMap<>();
  private final Map<NodeId, RegisterStore> coordinators = new HashMap<>();

  /** No node yet; each message takes a hop. */
  Cities() {
    this(new SimCluster(0, LinkQuality.steady(HOP)));
  }

  Cities(SimCluster cluster) {
    this.cluster = cluster;
  }

  /** Three replicas that acknowledge what they have synced. */
  static Cities three() {
    return new Cities().withReplicas(THREE, Variant.SYNC, Level.SYNCED);
  }

  Cities withReplicas(List<NodeId> ids, Variant variant, Level level) {
    ids.forEach(id -> withReplica(id, variant, level, RegisterReplica::new));
    return this;
  }

  /** Makes a replica of a store. */
  @FunctionalInterface
  interface Serving {
    Service over(KeyValue store);
  }

  Cities withReplica(NodeId id, Variant variant, Level level, Serving serving) {
    cluster.add(
        id,
        host -> {
          LogStore data = open(host, "data", variant, level);
          copies.put(id, data);
          return new Boot.Running(serving.over(data), data::close);
        });
    return this;
  }

  /** A node that is no replica and keeps hints for those of {@code replicas}. */
  Cities withFallback(NodeId id, List<NodeId> replicas) {
    cluster.add(
        id,
        host -> {
          LogStore store = open(host, "hints", Variant.SYNC, Level.SYNCED);
          HintStore kept =
              new HintStore(id, replicas, store, host.network(), host.timer(), REPLAY_EVERY_NS);
          hints.put(id, kept);
          return new Boot.Running(kept, store::close);
        });
    return this;
  }

  static LogStore open(SimHost host, String disk, Variant variant, Level level) throws IOException {
    return LogStore.open(
        host.disk(disk), host.logs(WalOptions.of(variant)), StoreOptions.DEFAULTS.withLevel(level));
  }

  /** A coordinator that counts its starts durably. */
  RegisterStore client(NodeId id, RegisterOptions options) {
    return client(
        id,
        host -> {
          LogStore own = open(host, "own", Variant.SYNC, Level.SYNCED);
          int incarnation = Incarnation.next(own);
          return new Started(
              new RegisterStore(id, incarnation, options, host.network(), host.timer()),
              own::close);
        });
  }

  /** Makes the coordinator of one life. */
  @FunctionalInterface
  interface Starting {
    Started on(SimHost host) throws IOException, InterruptedException;
  }

  record Started(RegisterStore store, Closeable resources) {}

  RegisterStore client(NodeId id, Starting starting) {
    cluster.add(
        id,
        host -> {
          Started started = starting.on(host);
          coordinators.put(id, started.store);
          return new Boot.Running((from, request, replier) -> {}, started.resources);
        });
    return coordinator(id);
  }

  /** The coordinator of the present life. */
  RegisterStore coordinator(NodeId id) {
    return coordinators.get(id);
  }

  SimNode node(NodeId id) {
    return cluster.node(id);
  }

  /** Lets the stage complete. */
  <T> T await(CompletionStage<T> stage) {
    return cluster.await(stage);
  }

  /** Lets the stage fail, as it must. */
  QuorumNotReachedException awaitFailure(CompletionStage<?> stage) {
    try {
      Object value = cluster.await(stage);
      throw new AssertionError("it succeeded with " + value);
    } catch (CompletionException e) {
      if (e.getCause() instanceof QuorumNotReachedException failure) {
        return failure;
      }
      throw e;
    }
  }

  void put(RegisterStore store, String key, String value) {
    await(store.putAsync(Bytes.utf8(key), Bytes.utf8(value)));
  }

  /** The value; empty when there is none. */
  String get(RegisterStore store, String key) {
    return text(await(store.readAsync(Bytes.utf8(key))));
  }

  /** What one replica holds; empty when nothing. */
  String copy(NodeId replica, String key) {
    try {
      return text(copies.get(replica).read(Bytes.utf8(key)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How often a replica's log has synced records since the replica was started. */
  long syncs(NodeId replica) {
    return copies.get(replica).counters().syncs();
  }

  private static String text(Versioned versioned) {
    return versioned.value().map(Bytes::toUtf8).orElse("");
  }

  int hintsOn(NodeId id) {
    return hints.get(id).size();
  }

  /** Neither reaches the other until {@link #heal}. */
  void separate(NodeId one, NodeId... others) {
    cluster.network().partition(List.of(one), List.of(others));
  }

  void heal() {
    cluster.network().heal();
  }

  /** Has stores to those nodes, writes and repairs alike, suffer that fate. */
  void stores(MessageHook.Fate fate, NodeId... to) {
    List<NodeId> targets = List.of(to);
    cluster
        .network()
        .hook(envelope ->
            envelope.message() instanceof RegisterMessage.Store && targets.contains(envelope.to())
                ? fate
                : MessageHook.Fate.TRAVELS);
  }

  /** Lets all messages travel from now on. */
  void letTravel() {
    cluster.network().hook(envelope -> MessageHook.Fate.TRAVELS);
  }

  void settle() {
    cluster.runFor(HOP.multipliedBy(20));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
