package org.ackmark.bench.replicas;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ackmark.bench.nic.EchoCodec;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.ControlCodec;
import org.ackmark.bench.node.ControlMessage;
import org.ackmark.bench.node.Part;
import org.ackmark.bench.node.SyncProbe;
import org.ackmark.bench.profile.Fault;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.log.LogCodec;
import org.ackmark.quorum.log.Workers;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.register.RegisterCodec;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.Disk;

/** Replicas in other processes or on other hosts, which are asked over TCP. */
final class RemoteNodes implements Nodes {
  /** To wait for a connection; a node that starts takes some seconds on a busy machine. */
  static final Duration CONNECT = Duration.ofSeconds(20);

  /** To open a log that was left by a crash, on a slow disk. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final long LOOK_MS = 5;

  private final List<NodeId> all;
  private final SortedMap<NodeId, InetSocketAddress> addresses;
  private final TcpOptions options;
  private final Map<SocketAddress, String> incidents = new ConcurrentHashMap<>();
  private final OwnNodes own; // null when they are somebody else's
  private final Duration connect;
  private final TcpNetwork network;
  private final List<NodeId> opened = new ArrayList<>();

  /**
   * Begins to connect to them.
   *
   * @param here the replica of this process
   * @param addresses of the others
   * @param own those of them that were started for this, and are closed with it; null when the
   *     nodes are somebody else's, and are told when the session ends
   * @param connect how long to wait for a connection to each before it is asked
   */
  RemoteNodes(
      NodeId here,
      SortedMap<NodeId, InetSocketAddress> addresses,
      TcpOptions options,
      OwnNodes own,
      Duration connect) {
    this.options = options;
    this.own = own;
    this.connect = connect;
    this.addresses = new TreeMap<>(addresses);
    List<NodeId> nodes = new ArrayList<>();
    nodes.add(here);
    nodes.addAll(addresses.keySet());
    this.all = List.copyOf(nodes);
    this.network =
        new TcpNetwork(
            here,
            options,
            List.of(new LogCodec(), new RegisterCodec(), new ControlCodec(), new EchoCodec()),
            incidents::put);
    addresses.forEach(network::reach);
  }

  @Override
  public Nodes again() {
    TcpOptions another = options.withSession(Whereabouts.newSession());
    return new RemoteNodes(here(), addresses, another, null, connect);
  }

  @Override
  public List<NodeId> all() {
    return all;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Workers workers() {
    return Workers.onNetwork(here().name(), network.thread());
  }

  @Override
  public void serve(Service service) {
    network.serve((_, _) -> service);
  }

  @Override
  public void open(NodeId node, Part part) throws IOException, InterruptedException {
    opened.add(node);
    ask(node, new ControlMessage.Open(part));
  }

  @Override
  public WalCounters counters() throws IOException, InterruptedException {
    WalCounters sum = WalCounters.NONE;
    for (NodeId node : opened) {
      if (ask(node, new ControlMessage.Count()) instanceof ControlMessage.Counted counted) {
        sum = sum.plus(counted.counters());
      }
    }
    return sum;
  }

  /** Those that were started for this. */
  OwnNodes own() {
    return own;
  }

  /** Lets the syncs of a node's log take so much longer from now on. */
  void slow(NodeId node, long syncDelayNs) throws IOException, InterruptedException {
    ask(node, new ControlMessage.Slow(syncDelayNs));
  }

  /** Asks a node that is connected; fails when it could not do it. */
  CompletableFuture<ControlMessage> asked(NodeId node, ControlMessage request) {
    CompletableFuture<ControlMessage> answer = new CompletableFuture<>();
    network.send(here(), node, request, (_, reply) -> answer.complete(ControlMessage.of(reply)));
    return answer
        .orTimeout(ANSWER.toNanos(), TimeUnit.NANOSECONDS)
        .thenCompose(reply -> did(node, reply));
  }

  private CompletableFuture<ControlMessage> did(NodeId node, ControlMessage reply) {
    return reply instanceof ControlMessage.Failed failed
        ? CompletableFuture.failedFuture(couldNot(node, failed))
        : CompletableFuture.completedFuture(reply);
  }

  private NodeException couldNot(NodeId node, ControlMessage.Failed failed) {
    return new NodeException("%s can't: %s".formatted(place(node), failed.reason()));
  }

  @Override
  public Optional<QuorumFloor> floor(int bytes, Disk besideHere) throws IOException {
    return Optional.of(new QuorumFloor(this, network, SyncProbe.on(besideHere), bytes));
  }

  @Override
  public Optional<Outage> outage(Fault fault, long durationNs) {
    return Optional.of(new Outage(this, fault, durationNs));
  }

  @Override
  public Optional<Forecast> forecast(Network way, int payloadBytes, Quorum quorum, Disk besideHere)
      throws IOException, InterruptedException {
    boolean synced = quorum.level() == Level.SYNCED;
    try (SyncProbe probe = synced ? SyncProbe.on(besideHere) : null) {
      return Optional.of(new Forecaster(this, way, probe, payloadBytes).forecast(quorum.w()));
    }
  }

  /**
   * Asks a node and blocks until it has answered.
   *
   * @throws NodeException when it can't be reached, does not answer in time, or could not do it
   */
  ControlMessage ask(NodeId node, ControlMessage request) throws IOException, InterruptedException {
    awaitConnection(node);
    CompletableFuture<ControlMessage> answer = new CompletableFuture<>();
    network.send(here(), node, request, (_, reply) -> answer.complete(ControlMessage.of(reply)));
    ControlMessage reply = awaited(node, answer);
    if (reply instanceof ControlMessage.Failed failed) {
      throw couldNot(node, failed);
    }
    return reply;
  }

  private ControlMessage awaited(NodeId node, CompletableFuture<ControlMessage> answer)
      throws NodeException, InterruptedException {
    try {
      return answer.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw noAnswer(node, ANSWER);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails it", e);
    }
  }

  private void awaitConnection(NodeId node) throws NodeException, InterruptedException {
    long endNs = System.nanoTime() + connect.toNanos();
    while (!network.reachable(node)) {
      if (System.nanoTime() - endNs > 0) {
        throw noAnswer(node, connect);
      }
      Thread.sleep(LOOK_MS);
    }
  }

  private NodeException noAnswer(NodeId node, Duration limit) {
    String last = incidents.get(addresses.get(node));
    return new NodeException(
        "%s has not answered for %s s%s"
            .formatted(place(node), seconds(limit), last == null ? "" : ": " + last));
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private String place(NodeId node) {
    InetSocketAddress address = addresses.get(node);
    return "node %s at %s:%d".formatted(node, address.getHostString(), address.getPort());
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> endings = new ArrayList<>();
    if (own == null) {
      opened.forEach(node -> endings.add(() -> ask(node, new ControlMessage.End())));
    }
    endings.add(network);
    if (own != null) {
      endings.add(own);
    }
    Closing.all(endings);
  }
}
