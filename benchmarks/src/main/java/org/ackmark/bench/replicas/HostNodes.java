package org.ackmark.bench.replicas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.profile.Hosts.Host;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.Secret;
import org.ackmark.quorum.tcp.TcpOptions;

/** Connects to nodes that serve already. */
final class HostNodes {
  private HostNodes() {}

  /**
   * Begins to connect to them.
   *
   * @param secretFile null where the environment holds the secret, or there is none
   */
  static RemoteNodes connect(List<Host> hosts, String secretFile, String session)
      throws IOException {
    SortedMap<NodeId, InetSocketAddress> addresses = new TreeMap<>();
    for (Host host : hosts) {
      InetSocketAddress address = new InetSocketAddress(host.host(), host.port());
      if (address.isUnresolved()) {
        throw new NodeException("no host is known by the name '" + host.host() + "'");
      }
      addresses.put(Names.node(host.id()), address);
    }
    TcpOptions options = TcpOptions.of(NodeOptions.CLUSTER).withSession(session);
    Optional<Secret> secret = secret(secretFile);
    return new RemoteNodes(
        Names.node(0), addresses, secret.map(options::withSecret).orElse(options), null);
  }

  private static Optional<Secret> secret(String secretFile) throws IOException {
    String text = System.getenv(NodeOptions.SECRET_VARIABLE);
    if (secretFile != null) {
      return Optional.of(Secret.in(Path.of(secretFile)));
    }
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(Secret.of(text));
  }
}
