package org.ackmark.bench.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.results.ProbePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NicProbeTest {
  private static final long WINDOW_NS = 5_000_000;

  @Test
  void shouldMeasureTheWayToAnotherProcess() throws Exception {
    try (EchoProcess echo = EchoProcess.start()) {
      List<ProbePoint> points = echo.probe().run(WINDOW_NS);
      assertEquals(9, points.size());
      for (ProbePoint point : points) {
        assertEquals(NicProbe.METHOD, point.method());
        assertTrue(point.opsPerSecond() > 0 && point.latency().maxNs() > 0, point::toString);
      }
      String text = NicText.render("loopback", points);
      assertTrue(text.contains("network (loopback)"), text);
      assertTrue(text.contains("64 KiB, 16 at once"), text);
      assertEquals(1, text.lines().filter(line -> line.startsWith("T, the round trip")).count());
      assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    }
  }

  /** A node whose service answers nothing. */
  @Test
  void shouldGiveUpANodeThatDoesNotAnswer() throws Exception {
    NodeId mute = new NodeId(0, "mute");
    NodeId self = new NodeId(1, "probe");
    TcpOptions options = TcpOptions.of("hellas");
    try (TcpNetwork there = new TcpNetwork(mute, options, List.of(new EchoCodec()), (_, _) -> {});
        TcpNetwork here = new TcpNetwork(self, options, List.of(new EchoCodec()), (_, _) -> {})) {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      here.reach(mute, there.listen(anyPort, (_, _) -> (_, _, _) -> {}));
      EchoMessage.Ask ask = new EchoMessage.Ask(ByteBuffer.allocate(1), 1);
      Exchange exchange = new Exchange(here, self, mute, ask, 1, Duration.ofMillis(1));
      IOException e = assertThrows(IOException.class, () -> exchange.run(1));
      assertEquals("node=mute does not answer", e.getMessage());
    }
  }

  @Test
  void shouldReadBackWhatItWroteAndNoAnswerTooLong() throws Exception {
    EchoCodec codec = new EchoCodec();
    ByteBuffer bytes = ByteBuffer.allocate(1 + 4 + 4 + 3);
    EchoMessage.Ask ask = new EchoMessage.Ask(ByteBuffer.wrap(new byte[] {1, 2, 3}), 64);
    codec.write(ask, WireOut.to(bytes));
    assertEquals(ask, codec.read(new WireIn(bytes.flip())));
    bytes.rewind().putInt(1, EchoMessage.MOST_BYTES + 1);
    assertThrows(BadMessageException.class, () -> codec.read(new WireIn(bytes)));
  }
}
