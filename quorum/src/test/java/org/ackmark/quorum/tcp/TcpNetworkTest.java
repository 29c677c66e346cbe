package org.ackmark.quorum.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.tcp.TcpOptions.Bounds;
import org.ackmark.quorum.tcp.TextCodec.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections on loopback. */
@Timeout(60)
class TcpNetworkTest {
  private static final NodeId ATHENS = new NodeId(0, "athens");
  private static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  private static final NodeId CYRENE = new NodeId(2, "cyrene");
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Secret SECRET = Secret.of("correct horse battery staple");
  private static final TcpOptions OPTIONS = TcpOptions.of("hellas").withSecret(SECRET);

  private final List<TcpNetwork> networks = new ArrayList<>();
  private final Queue<String> incidents = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    networks.forEach(TcpNetwork::close);
  }

  private TcpNetwork network(NodeId self, TcpOptions options) {
    TcpNetwork network =
        new TcpNetwork(
            self, options, List.of(new TextCodec()), (remote, reason) -> incidents.add(reason));
    networks.add(network);
    return network;
  }

  private static final Service ECHO = (_, request, replier) -> replier.reply(request);

  private static void awaitReachable(TcpNetwork network, NodeId node) throws InterruptedException {
    while (!network.reachable(node)) {
      Thread.sleep(1);
    }
  }

  private void awaitIncident(String part) throws InterruptedException {
    while (incidents.stream().noneMatch(incident -> incident.contains(part))) {
      Thread.sleep(1);
    }
  }

  private static String asked(TcpNetwork network, NodeId from, NodeId to, String text)
      throws Exception {
    BlockingQueue<Message> replies = new ArrayBlockingQueue<>(1);
    network.send(from, to, new Text(text), (_, reply) -> replies.add(reply));
    return ((Text) replies.take()).text();
  }

  @Test
  void shouldCarryARequestAndItsReply() throws Exception {
    InetSocketAddress address = network(ATHENS, OPTIONS).listen(ANY_PORT, (_, _) -> ECHO);
    TcpNetwork client = network(BYZANTIUM, OPTIONS);
    client.reach(ATHENS, address);
    awaitReachable(client, ATHENS);
    assertEquals("hello", asked(client, BYZANTIUM, ATHENS, "hello"));
    String large = "x".repeat(3 << 20);
    assertEquals(large, asked(client, BYZANTIUM, ATHENS, large));
    assertEquals(2, client.counters().sent());
  }

  @Test
  void shouldAskItselfWithoutAConnection() throws Exception {
    TcpNetwork network = network(ATHENS, OPTIONS);
    network.listen(ANY_PORT, (_, _) -> ECHO);
    assertEquals("hello", asked(network, ATHENS, ATHENS, "hello"));
  }

  @Test
  void shouldTellWhoAsksAndInWhichSession() throws Exception {
    CompletableFuture<String> asker = new CompletableFuture<>();
    InetSocketAddress address =
        network(ATHENS, OPTIONS)
            .listen(
                ANY_PORT, (from, session) -> (_, _, _) -> asker.complete(from + " in " + session));
    TcpNetwork client = network(BYZANTIUM, OPTIONS.withSession("epigram"));
    client.reach(ATHENS, address);
    awaitReachable(client, ATHENS);
    client.send(BYZANTIUM, ATHENS, new Text(""), (_, _) -> {});
    assertEquals("byzantium in epigram", asker.get());
  }

  @Test
  void shouldReachANodeAgainThatComesBackWithoutBeingToldSo() throws Exception {
    TcpNetwork first = network(ATHENS, OPTIONS);
    InetSocketAddress address = first.listen(ANY_PORT, (_, _) -> ECHO);
    TcpNetwork client = network(BYZANTIUM, OPTIONS);
    client.reach(ATHENS, address);
    awaitReachable(client, ATHENS);
    first.close();
    while (client.reachable(ATHENS)) {
      Thread.sleep(1);
    }
    client.send(BYZANTIUM, ATHENS, new Text("lost"), (_, _) -> {});
    assertEquals(1, client.counters().dropped());
    network(ATHENS, OPTIONS).listen(address, (_, _) -> ECHO);
    awaitReachable(client, ATHENS);
    assertEquals("back", asked(client, BYZANTIUM, ATHENS, "back"));
  }

  @Test
  void shouldNotAnswerANodeThatDoesNotKnowTheSecret() throws Exception {
    AtomicInteger served = new AtomicInteger();
    TcpNetwork server = network(ATHENS, OPTIONS);
    InetSocketAddress address =
        server.listen(ANY_PORT, (_, _) -> (_, _, _) -> served.incrementAndGet());
    TcpOptions guessing = TcpOptions.of("hellas").withSecret(Secret.of("0123456789abcdef"));
    TcpNetwork stranger = network(BYZANTIUM, guessing);
    stranger.reach(ATHENS, address);
    awaitIncident("does not know the secret");
    stranger.send(BYZANTIUM, ATHENS, new Text("steal"), (_, _) -> {});
    assertFalse(stranger.reachable(ATHENS));
    assertEquals(0, served.get());
    assertTrue(server.counters().refused() > 0);
    assertTrue(incidents.stream().noneMatch(i -> i.contains("horse")), incidents::toString);
  }

  @Test
  void shouldNotTakeAnotherNodeOrAnotherClusterForTheOneThatWasMeant() throws Exception {
    InetSocketAddress address = network(ATHENS, OPTIONS).listen(ANY_PORT, (_, _) -> ECHO);
    TcpNetwork lost = network(BYZANTIUM, OPTIONS);
    lost.reach(CYRENE, address);
    awaitIncident("means cyrene there; this is athens");
    TcpNetwork elsewhere = network(BYZANTIUM, TcpOptions.of("magna graecia").withSecret(SECRET));
    elsewhere.reach(ATHENS, address);
    awaitIncident("of cluster 'magna graecia'");
  }

  @Test
  void shouldRefuseToBeReachedByOthersWithoutASecret() {
    TcpNetwork open = network(ATHENS, TcpOptions.of("hellas"));
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> open.listen(everywhere, (_, _) -> ECHO));
    assertTrue(refusal.getMessage().contains("takes a secret"), refusal.getMessage());
  }

  @Test
  void shouldRefuseAPortThatSomebodyElseHas() throws Exception {
    InetSocketAddress address = network(ATHENS, OPTIONS).listen(ANY_PORT, (_, _) -> ECHO);
    TcpNetwork second = network(BYZANTIUM, OPTIONS);
    assertThrows(IOException.class, () -> second.listen(address, (_, _) -> ECHO));
  }

  @Test
  void shouldRefuseASecretThatCouldBeGuessed() {
    assertThrows(IllegalArgumentException.class, () -> Secret.of("secret"));
    assertEquals("a secret", SECRET.toString());
  }

  @Test
  void shouldSayThatSomebodySpeaksSomethingElse() throws Exception {
    InetSocketAddress address = network(ATHENS, OPTIONS).listen(ANY_PORT, (_, _) -> ECHO);
    send(address, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    awaitIncident("these are no frames of a cluster");
    send(address, ByteBuffer.allocate(24).putInt(Frame.MAGIC + 1).array());
    awaitIncident("frames of version=2, and this node speaks 1");
    byte[] huge = ByteBuffer.allocate(24).putInt(Frame.MAGIC).putInt(1 << 30).array();
    send(address, huge);
    awaitIncident("exceeds 1024");
  }

  @Test
  void shouldEndAHandshakeThatIsNotGoneOnWith() throws Exception {
    TcpOptions hasty = OPTIONS.withTimes(OPTIONS.times().withHandshake(Duration.ofMillis(50)));
    InetSocketAddress address = network(ATHENS, hasty).listen(ANY_PORT, (_, _) -> ECHO);
    try (Socket silent = new Socket(address.getAddress(), address.getPort())) {
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  @Test
  void shouldServeNoMoreCallersThanItMay() throws Exception {
    TcpOptions few = OPTIONS.withBounds(new Bounds(1 << 20, 1 << 20, 1));
    TcpNetwork server = network(ATHENS, few);
    InetSocketAddress address = server.listen(ANY_PORT, (_, _) -> ECHO);
    TcpNetwork first = network(BYZANTIUM, OPTIONS);
    first.reach(ATHENS, address);
    awaitReachable(first, ATHENS);
    assertEquals("first", asked(first, BYZANTIUM, ATHENS, "first"));
    TcpNetwork second = network(CYRENE, OPTIONS);
    second.reach(ATHENS, address);
    awaitIncident("there are too many connections");
    assertEquals(1, server.callers());
    assertEquals("still", asked(first, BYZANTIUM, ATHENS, "still"));
  }

  private static void send(InetSocketAddress address, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(bytes);
      out.flush();
      socket.setSoTimeout(10_000);
      in.readAllBytes(); // until the other side ends it
    } catch (java.net.SocketException e) {
      // ended before all was sent
    }
  }

  @Test
  void shouldGiveUpWaitingForARequestThatIsNeverAnswered() throws Exception {
    InetSocketAddress address =
        network(ATHENS, OPTIONS).listen(ANY_PORT, (_, _) -> (_, _, _) -> {});
    TcpNetwork client =
        network(BYZANTIUM, OPTIONS.withTimes(OPTIONS.times().withForget(Duration.ofMillis(10))));
    client.reach(ATHENS, address);
    awaitReachable(client, ATHENS);
    AtomicInteger replies = new AtomicInteger();
    client.send(BYZANTIUM, ATHENS, new Text("?"), (_, _) -> replies.incrementAndGet());
    TimeUnit.MILLISECONDS.sleep(1_200); // the sweep
    assertEquals(0, replies.get());
    assertEquals(0, client.waiting());
  }
}
