package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.LogOpener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A follower over TCP that answers whatever it is asked with a reply of a wrong type. */
@Timeout(60)
class WrongReplyTest {
  private static final LogOpener COPIES =
      LogOpener.of(WalOptions.of(Variant.GROUP).withSegmentBytes(64 << 10));
  private static final LogOptions PATIENT =
      LogOptions.DEFAULTS.withTimes(Duration.ofSeconds(20), Duration.ofMillis(20));
  private static final LogOptions IMPATIENT =
      LogOptions.DEFAULTS.withTimes(Duration.ofMillis(500), Duration.ofMillis(20));

  private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // the last first
  private final AtomicInteger replies = new AtomicInteger();
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

  @BeforeEach
  void watch() {
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void close() throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(before);
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  static Stream<Message> wrong() {
    return Stream.of(
        new LogRequest.Prepare(Term.NONE), // a question
        new LogReply.Fetched(Records.noneAfter(0)),
        new LogReply.FetchedSnapshot(new LogRequest.Part(1, 0, ByteBuffer.allocate(1), true)),
        new LogReply.Wants(7, 7));
  }

  private TcpNetwork network(NodeId self) {
    TcpNetwork network =
        new TcpNetwork(self, TcpOptions.of("hellas"), List.of(new LogCodec()), (_, _) -> {});
    opened.addFirst(network);
    return network;
  }

  private static InetSocketAddress listening(TcpNetwork network, Service service)
      throws IOException, InterruptedException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return network.listen(anyPort, (_, _) -> service);
  }

  private Replica follower() throws IOException {
    Workers workers = Workers.threads(BYZANTIUM.name());
    opened.addFirst(workers);
    Replica replica = Replica.open(new SimDisk("byzantium"), COPIES, false, workers);
    opened.addFirst(replica);
    return replica;
  }

  /** ATHENS leads; two of three, one of which is {@code other} and one answers wrongly. */
  private QuorumWal open(Service other, Message wrong, LogOptions options) throws Exception {
    Service mistaken =
        (_, _, replier) -> {
          replies.incrementAndGet();
          replier.reply(wrong);
        };
    TcpNetwork network = network(ATHENS);
    network.reach(BYZANTIUM, listening(network(BYZANTIUM), other));
    network.reach(CYRENE, listening(network(CYRENE), mistaken));
    LocalTimer timer = new LocalTimer();
    opened.addFirst(timer);
    LogCluster cluster =
        new LogCluster(
            ATHENS,
            List.of(ATHENS, BYZANTIUM, CYRENE),
            Quorum.majority(3),
            network,
            timer,
            Workers.threads(ATHENS.name()),
            options);
    return (QuorumWal)
        QuorumWal.opener(cluster, COPIES, false, replica -> network.serve((_, _) -> replica))
            .open(new SimDisk("athens"), 0);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldServeWithTheOthersWhileOneAnswersWrongly(Message wrong) throws Exception {
    QuorumWal log = open(follower(), wrong, PATIENT);
    opened.addFirst(log);
    int heard = replies.get();
    for (int i = 0; i < 50 || replies.get() < heard + 5; i++) {
      log.commit(log.append(ByteBuffer.wrap(new byte[100])));
    }
    assertEquals(List.of(), List.copyOf(uncaught));
  }

  /** A wrong answer is no acknowledgement and no promise. */
  @ParameterizedTest
  @MethodSource("wrong")
  void shouldNotServeWhileNobodyAnswersRightly(Message wrong) {
    assertThrows(TooFewReplicasException.class, () -> open((_, _, _) -> {}, wrong, IMPATIENT));
    assertTrue(replies.get() > 0, "vacuous: nothing was answered");
    assertEquals(List.of(), List.copyOf(uncaught));
  }
}
