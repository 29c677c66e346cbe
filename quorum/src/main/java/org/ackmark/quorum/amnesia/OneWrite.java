package org.ackmark.quorum.amnesia;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.register.ReadRepair;
import org.ackmark.quorum.register.RegisterOptions;
import org.ackmark.quorum.register.RegisterReplica;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.quorum.sim.Boot;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.SimCluster;
import org.ackmark.quorum.sim.SimHost;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/**
 * A cluster in which one write was acknowledged by exactly the first W of N replicas; nothing else
 * has come to the others. A replica that acknowledges what it has synced has a log of the variant
 * {@code sync}, another one of {@code buffered}, which never syncs: the worst of its level. Sets of
 * replicas are bit masks. For one thread.
 */
final class OneWrite implements AutoCloseable {
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes VALUE = Bytes.utf8("value");
  private static final Duration HOP = Duration.ofNanos(1_000); // much less than a sync
  private static final long SEED = 1; // nothing here is drawn

  private final SimCluster cluster = new SimCluster(SEED, LinkQuality.steady(HOP));
  private final NodeId client;
  private final List<NodeId> replicas;
  private SimHost clientHost;

  /**
   * Writes.
   *
   * @param n replicas
   * @param levels at which each of the W acknowledges
   */
  OneWrite(int n, List<Level> levels) {
    replicas = IntStream.range(0, n).mapToObj(i -> new NodeId(i, "replica-" + i)).toList();
    client = new NodeId(n, "client");
    for (int i = 0; i < n; i++) {
      cluster.add(replicas.get(i), replica(i < levels.size() ? levels.get(i) : Level.SYNCED));
    }
    cluster.add(
        client,
        host -> {
          clientHost = host;
          return Boot.client().start(host);
        });
    write(levels);
  }

  private static Boot replica(Level level) {
    return host -> {
      LogStore store =
          LogStore.open(
              host.disk("data"),
              host.logs(WalOptions.of(level == Level.SYNCED ? Variant.SYNC : Variant.BUFFERED)),
              StoreOptions.DEFAULTS.withLevel(level));
      return new Boot.Running(new RegisterReplica(store), store::close);
    };
  }

  private void write(List<Level> levels) {
    int w = levels.size();
    reachOnly((1 << w) - 1);
    cluster.await(store(w, w).putAsync(KEY, VALUE));
  }

  private RegisterStore store(int r, int w) {
    Quorum quorum = new Quorum(replicas.size(), r, w, Level.SYNCED);
    RegisterOptions options = RegisterOptions.lww(replicas, quorum, ReadRepair.NONE);
    return new RegisterStore(client, 0, options, clientHost.network(), clientHost.timer());
  }

  /** The client reaches those replicas and no others. */
  private void reachOnly(int mask) {
    cluster.network().heal();
    List<NodeId> others = new ArrayList<>(replicas);
    others.removeAll(chosen(mask));
    cluster.network().partition(List.of(client), others);
  }

  private List<NodeId> chosen(int mask) {
    return replicas.stream().filter(id -> (mask >> id.number() & 1) == 1).toList();
  }

  /** Cuts the power of those replicas at once, and starts them again. */
  void restart(int mask) {
    List<NodeId> unlucky = chosen(mask);
    unlucky.forEach(id -> cluster.node(id).crash(CrashClass.POWER));
    unlucky.forEach(id -> cluster.node(id).start());
  }

  /** Whether a read that exactly those replicas answer returns something else than the write. */
  boolean isMissedBy(int answering) {
    reachOnly(answering);
    int r = Integer.bitCount(answering);
    return cluster.await(store(r, 1).readAsync(KEY)).value().filter(VALUE::equals).isEmpty();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
