package org.ackmark.quorum.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.Boot;
import org.ackmark.quorum.sim.DiskSpeed;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.SimCluster;
import org.ackmark.quorum.sim.SimHost;
import org.ackmark.quorum.sim.SimNode;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.sim.CrashClass;

/** Replicas of one log on simulated machines, any of which may lead. */
final class SimLogs implements AutoCloseable {
  static final NodeId ATHENS = new NodeId(0, "athens");
  static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  static final NodeId CYRENE = new NodeId(2, "cyrene");
  static final NodeId DELPHI = new NodeId(3, "delphi");
  static final NodeId SPARTA = new NodeId(4, "sparta");
  private static final List<NodeId> ALL = List.of(ATHENS, BYZANTIUM, CYRENE, DELPHI, SPARTA);

  static final Duration HOP = Duration.ofMillis(1);
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final LogOptions OPTIONS =
      LogOptions.DEFAULTS
          .withTimes(TIMEOUT, Duration.ofMillis(20))
          .withBytes(64 << 10, 64 << 10, 8 << 10, 2 << 10);

  final SimCluster cluster;
  final Quorum quorum;
  final List<NodeId> members;
  private final Variant variant;
  private final Rules rules;
  private final boolean snapshots;
  private final UnaryOperator<Disk> disks;
  private final LogOptions options;
  private final Map<NodeId, SimHost> hosts = new HashMap<>(); // of the present life
  private final Map<NodeId, Replica> replicas = new HashMap<>();

  /**
   * What is simulated.
   *
   * @param rules of every replica and leader
   * @param snapshots whether a store keeps some beside the log
   * @param disks what stands between a replica and its disk
   * @param options of every leader
   */
  record Setup(
      Quorum quorum,
      Variant variant,
      LinkQuality quality,
      long seed,
      Rules rules,
      boolean snapshots,
      UnaryOperator<Disk> disks,
      LogOptions options) {
    static Setup of(Quorum quorum) {
      return new Setup(
          quorum,
          quorum.level() == Level.SYNCED ? Variant.SYNC : Variant.BUFFERED,
          LinkQuality.steady(HOP),
          0,
          Rules.SOUND,
          false,
          UnaryOperator.identity(),
          OPTIONS);
    }

    Setup withChance(LinkQuality newQuality, long newSeed) {
      return new Setup(quorum, variant, newQuality, newSeed, rules, snapshots, disks, options);
    }

    Setup withRules(Rules newRules, UnaryOperator<Disk> newDisks) {
      return new Setup(quorum, variant, quality, seed, newRules, snapshots, newDisks, options);
    }

    Setup withSnapshots() {
      return new Setup(quorum, variant, quality, seed, rules, true, disks, options);
    }

    Setup withOptions(LogOptions newOptions) {
      return new Setup(quorum, variant, quality, seed, rules, snapshots, disks, newOptions);
    }
  }

  SimLogs(Setup setup) {
    this.quorum = setup.quorum;
    this.variant = setup.variant;
    this.rules = setup.rules;
    this.snapshots = setup.snapshots;
    this.disks = setup.disks;
    this.options = setup.options;
    this.members = ALL.subList(0, quorum.n());
    this.cluster = new SimCluster(setup.seed, setup.quality);
    members.forEach(id -> cluster.add(id, host -> boot(id, host)));
  }

  /** So many replicas, of whom a majority acknowledges what it has synced. */
  static SimLogs of(int n) {
    return new SimLogs(Setup.of(Quorum.majority(n)));
  }

  private Boot.Running boot(NodeId id, SimHost host) throws IOException {
    Replica replica =
        Replica.open(
            disks.apply(host.disk("log")),
            host.logs(WalOptions.of(variant)),
            snapshots,
            Workers.on(host.timer()),
            rules);
    hosts.put(id, host);
    replicas.put(id, replica);
    return new Boot.Running(replica, replica);
  }

  SimNode node(NodeId id) {
    return cluster.node(id);
  }

  SimHost host(NodeId id) {
    return hosts.get(id);
  }

  Replica replica(NodeId id) {
    return replicas.get(id);
  }

  /** Restarts a node with another disk; nothing is lost. */
  void slowDisk(NodeId id, Duration sync) {
    node(id).speed(DiskSpeed.of(Duration.ZERO, sync));
    restart(id, CrashClass.PROCESS);
  }

  void restart(NodeId id, CrashClass crashClass) {
    node(id).crash(crashClass);
    node(id).start();
  }

  LogCluster cluster(NodeId leader) {
    SimHost host = hosts.get(leader);
    return new LogCluster(
        leader, members, quorum, host.network(), host.timer(), Workers.on(host.timer()), options);
  }

  /** Starts a leader. */
  CompletableFuture<QuorumWal> start(NodeId leader) {
    return QuorumWal.start(cluster(leader), replicas.get(leader), rules).toCompletableFuture();
  }

  /** A leader that serves. */
  QuorumWal lead(NodeId leader) {
    return cluster.await(start(leader));
  }

  /**
   * The same, by an operator who starts it again when it has met a promise of some start that came
   * to nothing: that replica was not among those who promised.
   */
  QuorumWal leadAtLast(NodeId leader) {
    for (int starts = 1; starts < 4; starts++) {
      CompletableFuture<QuorumWal> start = start(leader);
      cluster.await(start.handle((log, failure) -> log));
      if (!start.isCompletedExceptionally()) {
        return start.join();
      }
      if (!(start.exceptionNow() instanceof DeposedException)) {
        break;
      }
    }
    return lead(leader);
  }

  static ByteBuffer record(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What becomes of a record that a leader takes in and commits. */
  static CompletableFuture<Long> put(Wal log, String text) {
    return put(log, text, log.level());
  }

  static CompletableFuture<Long> put(Wal log, String text, Level level) {
    CompletableFuture<Long> outcome = new CompletableFuture<>();
    try {
      await(log, log.append(record(text)), level, outcome);
    } catch (IOException e) {
      outcome.completeExceptionally(e);
    }
    return outcome;
  }

  /** Tells {@code outcome} when the record has come to that level. */
  static void await(Wal log, long lsn, Level level, CompletableFuture<Long> outcome)
      throws IOException {
    log.await(
        lsn,
        level,
        (at, failure) -> {
          if (failure == null) {
            outcome.complete(at);
          } else {
            outcome.completeExceptionally(failure);
          }
        });
  }

  /** Commits records, one after another, each its own group. */
  void putAll(Wal log, String... texts) {
    for (String text : texts) {
      cluster.await(put(log, text));
    }
  }

  /** Waits for a failure of that kind. */
  <T extends Exception> T awaitFailure(Class<T> kind, CompletableFuture<?> outcome) {
    try {
      throw new AssertionError("it succeeded: " + cluster.await(outcome));
    } catch (CompletionException e) {
      return kind.cast(e.getCause());
    }
  }

  /** What a replica's log holds, also what it has only received. */
  TreeMap<Long, String> contents(NodeId id) {
    return contents(replicas.get(id).log());
  }

  static TreeMap<Long, String> contents(Wal log) {
    TreeMap<Long, String> found = new TreeMap<>();
    try {
      if (log.writtenLsn() < log.appendedLsn() && !(log instanceof QuorumWal)) {
        Uninterrupted.await(log, log.appendedLsn(), Level.WRITTEN);
      }
      log.replay(
          log.firstLsn(),
          (lsn, record) -> found.put(lsn, StandardCharsets.UTF_8.decode(record).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The records as one line. */
  static String text(Wal log) {
    return String.join(" ", contents(log).values());
  }

  String text(NodeId id) {
    return text(replicas.get(id).log());
  }

  /** Lets time pass until what is under way has come through, or was given up. */
  void settle() {
    cluster.runFor(TIMEOUT.multipliedBy(2));
  }

  void separate(NodeId one, NodeId... others) {
    cluster.network().partition(List.of(one), List.of(others));
  }

  void heal() {
    cluster.network().heal();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
