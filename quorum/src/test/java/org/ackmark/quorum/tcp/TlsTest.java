package org.ackmark.quorum.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.tcp.TextCodec.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real connections on loopback, with keys made for this test. */
@Timeout(60)
class TlsTest {
  private static final NodeId ATHENS = new NodeId(0, "athens");
  private static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final TcpOptions IN_CLEAR =
      TcpOptions.of("hellas").withSecret(Secret.of("correct horse battery staple"));

  @TempDir private static Path directory;
  private static ThrowAwayKeys ours;
  private static ThrowAwayKeys theirs;

  private final List<TcpNetwork> networks = new ArrayList<>();
  private final Queue<String> incidents = new ConcurrentLinkedQueue<>();
  private final AtomicInteger served = new AtomicInteger();

  @BeforeAll
  static void makeKeys() throws Exception {
    ours =
        new ThrowAwayKeys(Files.createDirectory(directory.resolve("ours")))
            .sign("athens")
            .sign("coordinator", "-ext", "san=dns:byzantium,dns:cyrene")
            .sign("expired", "-startdate", "-10d", "-validity", "5");
    theirs = new ThrowAwayKeys(Files.createDirectory(directory.resolve("theirs")));
    theirs.sign("byzantium");
  }

  @AfterEach
  void close() {
    networks.forEach(TcpNetwork::close);
  }

  private TcpNetwork network(NodeId self, TcpOptions options) {
    TcpNetwork network =
        new TcpNetwork(
            self, options, List.of(new TextCodec()), (_, reason) -> incidents.add(reason));
    networks.add(network);
    return network;
  }

  private InetSocketAddress athens(TcpOptions options) throws Exception {
    Service echo =
        (_, request, replier) -> {
          served.incrementAndGet();
          replier.reply(request);
        };
    return network(ATHENS, options).listen(ANY_PORT, (_, _) -> echo);
  }

  private void assertRefused(TcpNetwork client, InetSocketAddress address, String reason)
      throws InterruptedException {
    client.reach(ATHENS, address);
    while (incidents.stream().noneMatch(incident -> incident.contains(reason))) {
      Thread.sleep(1);
      assertFalse(client.reachable(ATHENS));
    }
    client.send(BYZANTIUM, ATHENS, new Text("steal"), (_, _) -> {});
    assertEquals(0, served.get());
  }

  @Test
  void shouldCarryRequestsBetweenThoseWhomTheAuthoritySigned() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("athens")));
    TcpNetwork client = network(BYZANTIUM, IN_CLEAR.withTls(ours.of("coordinator")));
    client.reach(ATHENS, address);
    while (!client.reachable(ATHENS)) {
      Thread.sleep(1);
    }
    BlockingQueue<Message> replies = new ArrayBlockingQueue<>(1);
    for (String text : List.of("hello", "x".repeat(3 << 20))) {
      client.send(BYZANTIUM, ATHENS, new Text(text), (_, reply) -> replies.add(reply));
      assertEquals(new Text(text), replies.take());
    }
    assertEquals(List.of(), List.copyOf(incidents));
  }

  @Test
  void shouldRefuseWhoHasNoKeys() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("athens")));
    assertRefused(network(BYZANTIUM, IN_CLEAR), address, "speaks no TLS");
  }

  @Test
  void shouldNotAskWhoHasNoKeys() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR);
    TcpNetwork client = network(BYZANTIUM, IN_CLEAR.withTls(ours.of("coordinator")));
    assertRefused(client, address, "it speaks TLS, and this node has no keys");
  }

  @Test
  void shouldRefuseWhomAnotherAuthoritySigned() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("athens")));
    TcpNetwork client = network(BYZANTIUM, IN_CLEAR.withTls(theirs.of("byzantium")));
    assertRefused(client, address, "its certificate is not valid now, or not of this authority");
  }

  /** It believes in our authority, but its own certificate is of another one. */
  @Test
  void shouldRefuseACallerWhomAnotherAuthoritySigned() throws Exception {
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both,
        Files.readString(ours.file("authority.pem"))
            + Files.readString(theirs.file("authority.pem")));
    Tls trustsBoth = Tls.of(theirs.file("byzantium.pem"), theirs.file("byzantium.key"), both);
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("athens")));
    TcpNetwork client = network(BYZANTIUM, IN_CLEAR.withTls(trustsBoth));
    assertRefused(client, address, "its certificate is not valid now, or not of this authority");
  }

  @Test
  void shouldRefuseANodeThatGoesByAnothersName() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("athens")));
    TcpNetwork delphi = network(new NodeId(3, "delphi"), IN_CLEAR.withTls(ours.of("coordinator")));
    delphi.reach(ATHENS, address);
    String refusal = "delphi came with a certificate that bears [coordinator, byzantium, cyrene]";
    while (!incidents.contains(refusal)) {
      Thread.sleep(1);
    }
    assertFalse(delphi.reachable(ATHENS));
  }

  @Test
  void shouldNotProveItselfToANodeThatGoesByAnothersName() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("coordinator")));
    TcpNetwork client = network(BYZANTIUM, IN_CLEAR.withTls(ours.of("coordinator")));
    assertRefused(client, address, "athens came with a certificate that bears [coordinator,");
  }

  @Test
  void shouldDemandTheSecretInsideToo() throws Exception {
    InetSocketAddress address = athens(IN_CLEAR.withTls(ours.of("athens")));
    TcpOptions guessing = IN_CLEAR.withSecret(Secret.of("0123456789abcdef"));
    TcpNetwork client = network(BYZANTIUM, guessing.withTls(ours.of("coordinator")));
    assertRefused(client, address, "does not know the secret");
  }

  @ParameterizedTest
  @CsvSource({
    "absent.pem,    athens.key,    authority.pem, is missing",
    "athens.key,    athens.key,    authority.pem, holds no certificate in PEM",
    "athens.pem,    athens.pem,    authority.pem, holds no private key in PEM",
    "athens.pem,    coordinator.key, authority.pem, is not the key of the certificate",
    "athens.pem,    athens.key,    keys.p12,      holds no certificate in PEM",
    "athens.pem,    athens.key,    ../theirs/authority.pem, are not valid now",
    "expired.pem,   expired.key,   authority.pem, are not valid now",
  })
  void shouldSayWhichFileIsOfNoUse(String chain, String key, String authority, String reason) {
    Exception refusal =
        assertThrows(
            Exception.class, () -> Tls.of(ours.file(chain), ours.file(key), ours.file(authority)));
    boolean expected =
        refusal instanceof IllegalArgumentException || refusal instanceof IOException;
    assertTrue(expected, refusal::toString);
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    assertFalse(refusal.getMessage().contains("\n"), refusal::getMessage);
  }
}
