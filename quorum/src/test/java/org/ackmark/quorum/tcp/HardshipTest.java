package org.ackmark.quorum.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.tcp.TextCodec.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who are slow, or mean: others are served as if they were not there. */
@Timeout(120)
class HardshipTest {
  private static final NodeId ATHENS = new NodeId(0, "athens");
  private static final NodeId BYZANTIUM = new NodeId(1, "byzantium");
  private static final NodeId SLOW = new NodeId(2, "slow");
  private static final TcpOptions OPTIONS =
      TcpOptions.of("hellas").withSecret(Secret.of("correct horse battery staple"));
  private static final Codecs CODECS = new Codecs(List.of(new TextCodec()));
  private static final String LONG = "x".repeat(1 << 16);

  private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true, false);
  private final AtomicInteger served = new AtomicInteger();
  private final TcpNetwork node =
      new TcpNetwork(ATHENS, OPTIONS, CODECS.all(), (_, _) -> {}, buffers);
  private final List<TcpNetwork> clients = new ArrayList<>();
  private InetSocketAddress address;

  @BeforeEach
  void listen() throws Exception {
    Service longAnswers =
        (_, _, replier) -> {
          served.incrementAndGet();
          replier.reply(new Text(LONG));
        };
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    address = node.listen(anyPort, (_, _) -> longAnswers);
  }

  @AfterEach
  void closeWithoutALeak() {
    clients.forEach(TcpNetwork::close);
    node.close();
    assertEquals(0, buffers.metric().usedDirectMemory());
  }

  private TcpNetwork client() throws InterruptedException {
    TcpNetwork client = new TcpNetwork(BYZANTIUM, OPTIONS, CODECS.all(), (_, _) -> {});
    clients.add(client);
    client.reach(ATHENS, address);
    while (!client.reachable(ATHENS)) {
      Thread.sleep(1);
    }
    return client;
  }

  private static void requireServed(TcpNetwork client) throws InterruptedException {
    BlockingQueue<Message> replies = new ArrayBlockingQueue<>(1);
    client.send(BYZANTIUM, ATHENS, new Text("?"), (_, reply) -> replies.add(reply));
    assertEquals(new Text(LONG), replies.take());
  }

  private RawPeer member() throws IOException {
    return RawPeer.member(address, OPTIONS, SLOW, ATHENS);
  }

  private void awaitStandstill() throws InterruptedException {
    int before = -1;
    while (before != served.get()) {
      before = served.get();
      Thread.sleep(300);
    }
  }

  /** 100,000 replies of 64 KiB would be 6 GiB. */
  @Test
  void shouldNotKeepRepliesForWhoTakesNone() throws Exception {
    int requests = 100_000;
    TcpNetwork client = client();
    try (RawPeer greedy = member()) {
      Thread.ofPlatform().daemon().start(() -> sendUntilItEnds(greedy, requests));
      awaitStandstill();
      int kept = served.get();
      assertTrue(kept > 0 && kept < requests / 10, "served=" + kept);
      long bytes = buffers.metric().usedDirectMemory();
      assertTrue(bytes < 8 << 20, "usedDirectMemory=" + bytes);
      for (int i = 0; i < 100; i++) {
        requireServed(client);
      }
      assertEquals(kept + 100, served.get());
      for (int i = 0; i < kept + 100; i++) { // it is served on when it takes them
        assertNotNull(greedy.read());
      }
    }
  }

  private static void sendUntilItEnds(RawPeer greedy, int requests) {
    byte[] request = RawPeer.request(CODECS, 1, new Text("?"));
    int sent = 0;
    try {
      while (sent < requests && greedy.send(request)) {
        sent++;
      }
    } catch (IOException e) {
      throw new AssertionError("sent=" + sent, e);
    }
  }

  @Test
  void shouldWaitForWhoSendsOneByteAtATime() throws Exception {
    TcpNetwork client = client();
    try (RawPeer slow = member()) {
      for (byte each : RawPeer.request(CODECS, 1, new Text("?"))) {
        slow.send(new byte[] {each});
        requireServed(client);
      }
      assertEquals(1, slow.read().id());
    }
  }

  /** Each alone would be in the way for as long as a handshake may take. */
  @Test
  void shouldLetThoseInWhoGoOnWhileThousandsSayNothing() throws Exception {
    TcpNetwork early = client();
    List<RawPeer> silent = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      silent.add(RawPeer.stranger(address));
      if (i % 500 == 499) {
        requireServed(early);
        requireServed(client());
        assertTrue(node.strangers() <= Callers.MOST_STRANGERS, "strangers=" + node.strangers());
      }
    }
    for (RawPeer each : silent) {
      each.close();
    }
  }
}
