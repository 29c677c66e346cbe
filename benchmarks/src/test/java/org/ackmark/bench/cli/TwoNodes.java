package org.ackmark.bench.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.node.NodeServer;
import org.ackmark.bench.run.Checkout;
import org.ackmark.quorum.tcp.Secret;
import org.ackmark.quorum.tcp.TcpOptions;

/** The nodes 1 and 2 as {@code ackmark quorum node} would start them, in this JVM. */
record TwoNodes(NodeServer first, NodeServer second) implements AutoCloseable {

  /**
   * Starts them, each with a directory of its own.
   *
   * @param secret null for none
   */
  static TwoNodes start(Path directory, Path otherDirectory, String secret) throws Exception {
    NodeServer first = node(1, directory, secret, Checkout.version());
    try {
      return new TwoNodes(first, node(2, otherDirectory, secret, Checkout.version()));
    } catch (IOException | RuntimeException e) {
      try (first) {
        throw e;
      }
    }
  }

  static NodeServer node(int number, Path directory, String secret, String version)
      throws Exception {
    TcpOptions tcp = TcpOptions.of(NodeOptions.CLUSTER);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NodeOptions options =
        new NodeOptions(
            Names.node(number),
            directory,
            any,
            secret == null ? tcp : tcp.withSecret(Secret.of(secret)),
            version);
    return NodeServer.start(options, (_, _) -> {});
  }

  /** Writes what {@code --hosts} reads. */
  Path hosts(Path file, Path secretFile) throws IOException {
    return hosts(file, secretFile, first, second);
  }

  static Path hosts(Path file, Path secretFile, NodeServer... nodes) throws IOException {
    StringBuilder text = new StringBuilder("patience: 1s\n");
    if (secretFile != null) {
      text.append("secretFile: ").append(secretFile).append('\n');
    }
    text.append("hosts:\n");
    for (int i = 0; i < nodes.length; i++) {
      int port = nodes[i].address().getPort();
      text.append("  - {id: %d, address: \"127.0.0.1:%d\"}%n".formatted(i + 1, port));
    }
    return Files.writeString(file, text);
  }

  @Override
  public void close() throws IOException {
    Closing.all(List.of(first, second));
  }
}
