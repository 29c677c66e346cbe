package org.ackmark.quorum.sim;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.NodeId;

/**
 * Machines on a network, all in the caller's thread. Nothing happens but while the caller lets time
 * pass, by {@link #runFor} or {@link #await}.
 *
 * <pre>{@code
 * try (SimCluster cluster = new SimCluster(seed, LinkQuality.steady(Duration.ofMillis(1)))) {
 *   SimNode athens = cluster.add(new NodeId(0, "athens"), host -> ...);
 *   cluster.await(store.putAsync(key, value));
 *   athens.crash(CrashClass.POWER);
 * }
 * }</pre>
 */
public final class SimCluster implements AutoCloseable {
  /** The virtual time after which {@link #await} gives up. */
  public static final Duration PATIENCE = Duration.ofHours(1);

  private final EventLoop loop = new EventLoop();
  private final FaultCounts faults = new FaultCounts();
  private final SimNetwork network;
  private final Map<NodeId, SimNode> nodes = new TreeMap<>();

  /** A cluster without nodes. */
  public SimCluster(long seed, LinkQuality quality) {
    this.network = new SimNetwork(loop, quality, faults, seed);
  }

  /**
   * Adds a machine and starts it.
   *
   * @throws IllegalArgumentException when there is one of that number
   */
  public SimNode add(NodeId id, Boot boot) {
    SimNode node = new SimNode(id, boot, loop, network, faults);
    if (nodes.putIfAbsent(id, node) != null) {
      throw new IllegalArgumentException("node=" + id + " number=" + id.number() + " is taken");
    }
    network.attach(node);
    node.start();
    return node;
  }

  /** Virtual time. */
  public EventLoop loop() {
    return loop;
  }

  /** What carries the messages. */
  public SimNetwork network() {
    return network;
  }

  /** How often each kind of fault had an effect. */
  public FaultCounts faults() {
    return faults;
  }

  /** The machines, in the order of their numbers. */
  public Collection<SimNode> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  /** The machine of that name. */
  public SimNode node(NodeId id) {
    SimNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("node=" + id + " is not in the cluster");
    }
    return node;
  }

  /** Lets that much time pass. */
  public void runFor(Duration span) {
    loop.runFor(span);
  }

  /**
   * Lets time pass until the stage is complete, and returns its outcome.
   *
   * @throws java.util.concurrent.CompletionException with its failure
   * @throws IllegalStateException when it does not complete: not ever, or not within {@link
   *     #PATIENCE}
   */
  public <T> T await(CompletionStage<T> stage) {
    var outcome = stage.toCompletableFuture();
    if (!loop.runUntil(outcome::isDone, PATIENCE)) {
      throw new IllegalStateException("atNs=" + loop.nowNs() + ": it does not complete");
    }
    return outcome.join();
  }

  /** Ends every life. Nothing is synced. */
  @Override
  public void close() {
    nodes.values().forEach(SimNode::end);
  }
}
