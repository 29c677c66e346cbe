package org.ackmark.quorum.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;

/**
 * Carries messages between the nodes of a {@link SimCluster} as a seed decides. A message is lost
 * when its link is cut as it leaves or as it arrives, or its target is down; a reply also when
 * whoever asked has crashed since. A node reaches itself at once and always.
 */
public final class SimNetwork implements Network {
  private static final long LOCAL_DELAY_NS = 1_000;

  private final EventLoop loop;
  private final SplittableRandom random;
  private final FaultCounts faults;
  private final Links links = new Links();
  private final Map<NodeId, SimNode> nodes = new HashMap<>();
  private final List<Parcel> waiting = new ArrayList<>();
  private final Arrivals arrivals = new Arrivals();
  private LinkQuality quality;
  private MessageHook hook = envelope -> MessageHook.Fate.TRAVELS;
  private long sent;

  SimNetwork(EventLoop loop, LinkQuality quality, FaultCounts faults, long seed) {
    this.loop = loop;
    this.quality = quality;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
  }

  /** A message, what its arrival does, and its place among those sent. */
  private record Parcel(Envelope envelope, Runnable arrival, long number) {}

  void attach(SimNode node) {
    nodes.put(node.id(), node);
  }

  /** Links behave like that from now on. */
  public void quality(LinkQuality value) {
    quality = value;
  }

  /** How links behave now. */
  public LinkQuality quality() {
    return quality;
  }

  /** Has the hook decide about each message from now on. */
  public void hook(MessageHook value) {
    hook = value;
  }

  /** Neither side reaches the other until {@link #heal}; nodes in neither reach both. */
  public void partition(Collection<NodeId> side, Collection<NodeId> otherSide) {
    links.partition(side, otherSide);
  }

  /** The node reaches nobody else, and nobody else reaches it, until {@link #heal}. */
  public void isolate(NodeId node) {
    links.partition(
        List.of(node), nodes.keySet().stream().filter(other -> !other.equals(node)).toList());
  }

  /** Nothing passes in this direction until {@link #heal}. */
  public void cut(NodeId from, NodeId to) {
    links.cut(from, to);
  }

  /** Messages in this direction take so much longer, until {@link #heal}. */
  public void slow(NodeId from, NodeId to, long delayNs) {
    links.slow(from, to, delayNs);
  }

  /** Ends every partition, cut and slowness. What was lost stays lost. */
  public void heal() {
    links.heal();
  }

  /**
   * Sends on those of the waiting messages that the filter accepts, in the order they were sent.
   */
  public void release(Predicate<Envelope> filter) {
    List<Parcel> released =
        waiting.stream().filter(parcel -> filter.test(parcel.envelope)).toList();
    waiting.removeAll(released);
    released.forEach(this::dispatch);
  }

  /** The messages that wait. */
  public List<Envelope> waiting() {
    return waiting.stream().map(Parcel::envelope).toList();
  }

  /** How many messages were sent so far, requests and replies. */
  public long sent() {
    return sent;
  }

  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    SimNode asking = node(from);
    SimNode asked = node(to);
    Life life = asking.life();
    post(
        new Envelope(from, to, request, false),
        () -> asked.receive(from, request, reply -> reply(asked, asking, life, reply, listener)));
  }

  private void reply(
      SimNode asked, SimNode asking, Life life, Message reply, ReplyListener listener) {
    post(
        new Envelope(asked.id(), asking.id(), reply, true),
        () -> {
          if (!life.isOver()) {
            listener.replied(asked.id(), reply);
          }
        });
  }

  private SimNode node(NodeId id) {
    SimNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("node=" + id + " is not in the cluster");
    }
    return node;
  }

  private void post(Envelope envelope, Runnable arrival) {
    Parcel parcel = new Parcel(envelope, arrival, sent++);
    switch (hook.of(envelope)) {
      case TRAVELS -> dispatch(parcel);
      case WAITS -> waiting.add(parcel);
      case VANISHES -> {}
    }
  }

  private void dispatch(Parcel parcel) {
    if (parcel.envelope.from().equals(parcel.envelope.to())) {
      loop.after(LOCAL_DELAY_NS, parcel.arrival);
    } else if (!stopped(parcel)) {
      for (int copies = copies(); copies > 0; copies--) {
        loop.after(delayNs(parcel.envelope), () -> arrive(parcel));
      }
    }
  }

  private boolean stopped(Parcel parcel) {
    FaultKind obstacle = links.obstacle(parcel.envelope.from(), parcel.envelope.to());
    if (obstacle != null) {
      faults.fired(obstacle);
    }
    return obstacle != null;
  }

  private int copies() {
    if (random.nextInt(100) < quality.lossPercent()) {
      faults.fired(FaultKind.LOSS);
      return 0;
    }
    if (random.nextInt(100) < quality.duplicationPercent()) {
      faults.fired(FaultKind.DUPLICATION);
      return 2;
    }
    return 1;
  }

  private long delayNs(Envelope envelope) {
    long extraNs = links.extraDelayNs(envelope.from(), envelope.to());
    if (extraNs > 0) {
      faults.fired(FaultKind.SLOW_LINK);
    }
    return random.nextLong(quality.minDelayNs(), quality.maxDelayNs() + 1) + extraNs;
  }

  private void arrive(Parcel parcel) {
    if (!stopped(parcel)) {
      if (arrivals.overtook(parcel.envelope, parcel.number)) {
        faults.fired(FaultKind.REORDER);
      }
      parcel.arrival.run();
    }
  }
}
