package org.ackmark.bench.nic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.quorum.tcp.TcpOptions;

/**
 * A process that echoes, on this machine, for this machine alone: says on which port, and ends when
 * its standard input does.
 */
public final class EchoNode {
  static final NodeId NODE = new NodeId(0, "echo");
  static final TcpOptions OPTIONS = TcpOptions.of("ackmark-probe");

  private EchoNode() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (TcpNetwork network =
        new TcpNetwork(NODE, OPTIONS, List.of(new EchoCodec()), (_, _) -> {})) {
      EchoService service = new EchoService();
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      System.out.println(network.listen(anyPort, (_, _) -> service).getPort());
      while (System.in.read() >= 0) {} // its parent says nothing, but ends
    }
  }
}
