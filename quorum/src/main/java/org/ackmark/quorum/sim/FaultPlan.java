package org.ackmark.quorum.sim;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.sim.CrashClass;

/**
 * Breaks things in a cluster, and mends them again, as a seed decides. Faults overlap, but for
 * links: mending one heals them all. Nodes that crash start again, so a quorum is never lost for
 * good, though it may be for a time; all may be down at once.
 */
public final class FaultPlan {
  private static final int BAD_PERCENT = 15;
  private static final int STRETCHED = 8;

  private final SimCluster cluster;
  private final List<FaultKind> kinds;
  private final FaultPace pace;
  private final SplittableRandom random;
  private final LinkQuality usual;
  private final Set<FaultKind> troubles = EnumSet.noneOf(FaultKind.class); // of all links
  private boolean stopped;

  /**
   * A plan that does nothing until {@link #start}.
   *
   * @param kinds what may happen, at least one
   */
  public FaultPlan(SimCluster cluster, Set<FaultKind> kinds, FaultPace pace, long seed) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds=[]");
    }
    this.cluster = cluster;
    this.kinds = List.copyOf(EnumSet.copyOf(kinds)); // in the order of their declaration
    this.pace = pace;
    this.random = new SplittableRandom(seed);
    this.usual = cluster.network().quality();
  }

  /** Begins; the first fault comes later. */
  public void start() {
    later(1 + random.nextLong(2 * pace.everyNs()), this::next);
  }

  private void later(long delayNs, Runnable task) {
    cluster
        .loop()
        .after(
            delayNs,
            () -> {
              if (!stopped) {
                task.run();
              }
            });
  }

  private void next() {
    inflict(kinds.get(random.nextInt(kinds.size())));
    start();
  }

  /** Mends everything, starts every node that is down, and breaks nothing more. */
  public void stop() {
    stopped = true;
    troubles.clear();
    cluster.network().quality(usual);
    cluster.network().heal();
    cluster.nodes().forEach(SimNode::start);
  }

  private void inflict(FaultKind kind) {
    switch (kind) {
      case LOSS, DUPLICATION, REORDER -> trouble(kind);
      case PARTITION -> partition();
      case ONE_WAY_CUT -> cut();
      case SLOW_LINK -> slow();
      case PROCESS_CRASH -> crash(CrashClass.PROCESS);
      case POWER_CRASH -> crash(CrashClass.POWER);
      case CLOCK_JUMP -> jump();
    }
  }

  private void mendLater(Runnable mending) {
    later(1 + random.nextLong(pace.lastingNs()), mending);
  }

  private void trouble(FaultKind kind) {
    troubles.add(kind);
    cluster.network().quality(troubled());
    mendLater(() -> {
      troubles.remove(kind);
      cluster.network().quality(troubled());
    });
  }

  private LinkQuality troubled() {
    int stretch = troubles.contains(FaultKind.REORDER) ? STRETCHED : 1;
    return new LinkQuality(
        usual.minDelayNs(),
        usual.maxDelayNs() * stretch,
        troubles.contains(FaultKind.LOSS) ? BAD_PERCENT : usual.lossPercent(),
        troubles.contains(FaultKind.DUPLICATION) ? BAD_PERCENT : usual.duplicationPercent());
  }

  private void partition() {
    List<NodeId> side = new ArrayList<>();
    List<NodeId> otherSide = new ArrayList<>();
    for (SimNode node : cluster.nodes()) {
      (random.nextBoolean() ? side : otherSide).add(node.id());
    }
    cluster.network().partition(side, otherSide);
    mendLater(cluster.network()::heal);
  }

  private void cut() {
    cluster.network().cut(anyone().id(), anyone().id());
    mendLater(cluster.network()::heal);
  }

  private void slow() {
    cluster.network().slow(anyone().id(), anyone().id(), pace.slownessNs());
    mendLater(cluster.network()::heal);
  }

  private void crash(CrashClass crashClass) {
    SimNode node = anyone();
    node.crash(crashClass);
    mendLater(node::start);
  }

  private void jump() {
    long skewMicros = random.nextLong(-pace.skewMicros(), pace.skewMicros() + 1);
    anyone().wall().skewMicros(skewMicros);
    cluster.faults().fired(FaultKind.CLOCK_JUMP);
  }

  private SimNode anyone() {
    List<SimNode> nodes = List.copyOf(cluster.nodes());
    return nodes.get(random.nextInt(nodes.size()));
  }
}
