package org.ackmark.bench.nic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.results.ProbePoint;

/**
 * Measures the way to a node that echoes: an {@link EchoService} must serve there. Round trips are
 * those of the transport by callbacks: framing, checksums, both kernels, the wire, and no other
 * thread. Blocks while it measures. For one thread.
 */
public final class NicProbe {
  /** The method's name in results. */
  public static final String METHOD = "network";

  /** Of every answer: as long as an acknowledgement. */
  public static final int ANSWER_BYTES = 64;

  /** Enough of a group of records to fill a connection. */
  public static final int STREAM_BYTES = 64 << 10;

  /** Frames on their way at once when bandwidth is measured. */
  public static final int STREAM_DEPTH = 16;

  /** The smallest frames, as many at once as many clients make. */
  public static final int SMALL_BYTES = 64;

  /** See {@link #SMALL_BYTES}. */
  public static final int SMALL_DEPTH = 64;

  private static final List<Integer> SIZES_BYTES =
      List.of(SMALL_BYTES, 1 << 10, 4 << 10, 16 << 10, STREAM_BYTES, 256 << 10, 1 << 20);
  private static final int WARM_UP_SHARE = 4; // of each window, before it
  private static final int FIRST_WARM_UPS = 3; // windows, for the compilers on both sides

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TcpNetwork network;
  private final NodeId self;
  private final NodeId node;

  /**
   * To a node that the network reaches.
   *
   * @param self whose network it is
   */
  public NicProbe(TcpNetwork network, NodeId self, NodeId node) {
    this.network = network;
    this.self = self;
    this.node = node;
  }

  /**
   * Round trips by size, one by one; then the two kinds of streams.
   *
   * @param windowNs of each of the nine points
   * @throws IOException when the node does not answer
   */
  public List<ProbePoint> run(long windowNs) throws IOException, InterruptedException {
    exchange(STREAM_BYTES, 1, FIRST_WARM_UPS * windowNs);
    List<ProbePoint> points = new ArrayList<>();
    for (int sizeBytes : SIZES_BYTES) {
      points.add(point(sizeBytes, 1, windowNs));
    }
    points.add(point(STREAM_BYTES, STREAM_DEPTH, windowNs));
    points.add(point(SMALL_BYTES, SMALL_DEPTH, windowNs));
    return points;
  }

  /**
   * Requests of one size, so many on their way at any time.
   *
   * @return round trip times, and requests per second
   */
  public ProbePoint point(int sizeBytes, int depth, long windowNs)
      throws IOException, InterruptedException {
    exchange(sizeBytes, depth, windowNs / WARM_UP_SHARE);
    Exchange exchange = exchange(sizeBytes, depth, windowNs);
    return ProbePoint.measured(
        METHOD, sizeBytes, depth, exchange.perSecond(), exchange.times().latency(), null);
  }

  private Exchange exchange(int sizeBytes, int depth, long windowNs)
      throws IOException, InterruptedException {
    var request = new EchoMessage.Ask(ByteBuffer.allocate(sizeBytes), ANSWER_BYTES);
    return new Exchange(network, self, node, request, depth, PATIENCE).run(windowNs);
  }
}
