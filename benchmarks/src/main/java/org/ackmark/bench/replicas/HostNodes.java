package org.ackmark.bench.replicas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Hosts.Host;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.Secret;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.quorum.tcp.Tls;

/** Connects to nodes that serve already. */
final class HostNodes {
  /** The JDK itself forgets that a name is unknown after 10 s, so more often is no use. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

  private HostNodes() {}

  /**
   * Begins to connect to some of them; blocks until the name service knows their names.
   *
   * @throws NodeException when it does not in time
   * @throws IllegalArgumentException when the secret or the keys are none
   */
  static RemoteNodes connect(Hosts hosts, List<Host> some, String session)
      throws IOException, InterruptedException {
    TcpOptions options = options(hosts).withSession(session);
    Duration patience = Duration.ofNanos(hosts.patienceNs());
    SortedMap<NodeId, InetSocketAddress> addresses = new TreeMap<>();
    for (Host host : some) {
      addresses.put(Names.node(host.id()), resolved(host, patience, HostNodes::asked));
    }
    return new RemoteNodes(Names.node(0), addresses, options, null, patience);
  }

  private static InetSocketAddress asked(Host host) {
    return new InetSocketAddress(host.host(), host.port());
  }

  /** A pod or a virtual machine that has just been started gets its name a little later. */
  static InetSocketAddress resolved(
      Host host, Duration patience, Function<Host, InetSocketAddress> nameService)
      throws NodeException, InterruptedException {
    long endNs = System.nanoTime() + patience.toNanos();
    InetSocketAddress address = nameService.apply(host);
    while (address.isUnresolved()) {
      long leftNs = endNs - System.nanoTime();
      if (leftNs <= 0) {
        throw new NodeException("no host is known by the name '" + host.host() + "'");
      }
      Thread.sleep(Duration.ofNanos(Math.min(leftNs, BETWEEN_QUESTIONS.toNanos())));
      address = nameService.apply(host);
    }
    return address;
  }

  private static TcpOptions options(Hosts hosts) throws IOException {
    TcpOptions options = TcpOptions.of(NodeOptions.CLUSTER);
    options = secret(hosts.secretFile()).map(options::withSecret).orElse(options);
    Hosts.Keys keys = hosts.tls();
    return keys == null
        ? options
        : options.withTls(
            Tls.of(Path.of(keys.certificate()), Path.of(keys.key()), Path.of(keys.authority())));
  }

  private static Optional<Secret> secret(String secretFile) throws IOException {
    String text = System.getenv(NodeOptions.SECRET_VARIABLE);
    try {
      if (secretFile != null) {
        return Optional.of(Secret.in(Path.of(secretFile)));
      }
      return text == null || text.isBlank() ? Optional.empty() : Optional.of(Secret.of(text));
    } catch (IllegalArgumentException e) {
      String from = secretFile == null ? NodeOptions.SECRET_VARIABLE : secretFile;
      throw new NodeException(from + " holds no secret: " + e.getMessage());
    }
  }
}
