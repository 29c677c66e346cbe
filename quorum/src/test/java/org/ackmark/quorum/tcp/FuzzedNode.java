package org.ackmark.quorum.tcp;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.log.LogCluster;
import org.ackmark.quorum.log.LogCodec;
import org.ackmark.quorum.log.LogMessages;
import org.ackmark.quorum.log.LogOptions;
import org.ackmark.quorum.log.QuorumWal;
import org.ackmark.quorum.log.Replica;
import org.ackmark.quorum.log.Workers;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.register.RegisterCodec;
import org.ackmark.quorum.register.RegisterOptions;
import org.ackmark.quorum.register.RegisterReplica;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/**
 * Athens, which holds registers, a replica that follows byzantium, and one that nobody relies on;
 * with byzantium and alice, who are served by it. Its buffers and failures are counted.
 */
final class FuzzedNode implements Closeable {
  static final NodeId ATHENS = new NodeId(0, "athens");
  static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  static final NodeId ALICE = new NodeId(10, "alice");
  static final NodeId STRANGER = new NodeId(11, "stranger");
  static final int MOST_PAYLOAD_BYTES = 1 << 16;
  static final TcpOptions OPTIONS =
      TcpOptions.of("hellas")
          .withSecret(Secret.of("correct horse battery staple"))
          .withBounds(new TcpOptions.Bounds(MOST_PAYLOAD_BYTES, 1 << 20, 64));

  /** Longer than a busy machine keeps threads waiting; a request that is lost is noticed. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final LogOpener LOGS =
      LogOpener.of(WalOptions.of(Variant.GROUP).withSegmentBytes(1 << 20));

  final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true, false);
  final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  final TcpNetwork network;
  final InetSocketAddress address;
  final SimDisk followersDisk = new SimDisk("follower");
  private final LocalTimer timer = new LocalTimer();
  private final Workers workers = Workers.threads("athens");
  private final LogStore store;
  private final Replica follower;
  private final Replica unfollowed;
  private final TcpNetwork alices;
  private final TcpNetwork byzantiums;
  private final Thread.UncaughtExceptionHandler handler;

  FuzzedNode(TcpOptions options, UnaryOperator<Service> spoiled) throws Exception {
    handler = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> failures.add(failure));
    store = LogStore.open(new SimDisk("registers"), LOGS, StoreOptions.DEFAULTS);
    follower = Replica.open(followersDisk, LOGS, false, workers);
    unfollowed = Replica.open(new SimDisk("unfollowed"), LOGS, false, workers);
    Service registers = new RegisterReplica(store);
    Service both =
        spoiled.apply((from, request, replier) ->
            (LogMessages.isRequest(request) ? unfollowed : registers)
                .handle(from, request, replier));
    network = network(ATHENS, options);
    address =
        network.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            (_, session) -> session.equals(Fuzzer.FOLLOWED.name()) ? follower : both);
    alices = reaching(ALICE, Fuzzer.GARBAGE);
    byzantiums = reaching(BYZANTIUM, Fuzzer.FOLLOWED);
  }

  private TcpNetwork network(NodeId self, TcpOptions options) {
    var codecs = List.of(new LogCodec(), new RegisterCodec());
    return new TcpNetwork(self, options, codecs, (_, _) -> {}, buffers);
  }

  private TcpNetwork reaching(NodeId self, Fuzzer.Session session) throws InterruptedException {
    TcpNetwork reaching = network(self, OPTIONS.withSession(session.name()));
    reaching.reach(ATHENS, address);
    while (!reaching.reachable(ATHENS)) {
      Thread.sleep(1);
    }
    return reaching;
  }

  /** Alice's, all on athens. */
  RegisterStore registers() {
    RegisterOptions options =
        RegisterOptions.abd(List.of(ATHENS), Quorum.majority(1)).withTimeout(PATIENCE);
    return new RegisterStore(ALICE, 1, options, alices, timer);
  }

  /** Byzantium's, in which athens has to acknowledge everything. */
  QuorumWal log() throws IOException {
    LogCluster cluster =
        new LogCluster(
            BYZANTIUM,
            List.of(ATHENS, BYZANTIUM),
            Quorum.majority(2),
            byzantiums,
            timer,
            Workers.threads("byzantium"),
            LogOptions.DEFAULTS.withTimes(PATIENCE, LogOptions.DEFAULTS.retry()));
    LogOpener opener = QuorumWal.opener(cluster, LOGS, false, _ -> {});
    return (QuorumWal) opener.open(new SimDisk("byzantium"), 0);
  }

  /** What athens holds of byzantium's log; after this node was closed. */
  Wal followersLog() throws IOException {
    return LOGS.open(followersDisk, 0);
  }

  int waiting() {
    return alices.waiting() + byzantiums.waiting();
  }

  @Override
  public void close() throws IOException {
    alices.close();
    byzantiums.close();
    network.close();
    timer.close();
    store.close();
    follower.close();
    unfollowed.close();
    workers.close();
    Thread.setDefaultUncaughtExceptionHandler(handler);
  }
}
