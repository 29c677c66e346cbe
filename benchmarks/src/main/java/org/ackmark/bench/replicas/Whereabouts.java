package org.ackmark.bench.replicas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Replication;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.Secret;
import org.ackmark.quorum.tcp.TcpOptions;

/** Brings replicas to where they are to be. */
final class Whereabouts {
  /** The one session of a process that was started for it; its log's folder has that name. */
  static final String SESSION = "log";

  private static final int SECRET_BYTES = 32;
  private static final int SESSION_DIGITS = 16;

  private Whereabouts() {}

  static Nodes nodes(Replication replication, Path directory, Disks disks, Hosts hosts)
      throws IOException, InterruptedException {
    int count = replication.quorum().n();
    return switch (replication.placement()) {
      case ONE_PROCESS -> new LocalNodes(count, directory, disks);
      case PROCESSES ->
          started(
              count,
              (node, secret, _) -> NodeProcess.here(node, directory.resolve(node.name()), secret));
      case NAMESPACES ->
          started(
              count,
              (node, secret, endings) -> {
                Namespace namespace =
                    Namespace.make(node.number(), replication.link().bandwidthBytesPerSecond());
                endings.add(namespace);
                return NodeProcess.in(namespace, node, directory.resolve(node.name()), secret);
              });
      case HOSTS -> HostNodes.connect(hosts.first(count), hosts.secretFile(), newSession());
    };
  }

  /** Starts the node of a replica, and adds what is to be closed after it. */
  private interface Starter {
    NodeProcess start(NodeId node, String secret, List<AutoCloseable> endings)
        throws IOException, InterruptedException;
  }

  /** Several logs and stores may be open on a node at once. */
  static String newSession() {
    return "s-" + randomText().substring(0, SESSION_DIGITS);
  }

  private static String randomText() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static Nodes started(int count, Starter starter)
      throws IOException, InterruptedException {
    String secret = randomText();
    List<AutoCloseable> endings = new ArrayList<>();
    SortedMap<NodeId, InetSocketAddress> addresses = new TreeMap<>();
    try {
      for (NodeId node : Names.nodes(count).subList(1, count)) {
        NodeProcess process = starter.start(node, secret, endings);
        endings.addFirst(process);
        addresses.put(node, process.address());
      }
    } catch (IOException | InterruptedException e) {
      try {
        Closing.all(endings);
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
    TcpOptions options =
        TcpOptions.of(NodeOptions.CLUSTER).withSecret(Secret.of(secret)).withSession(SESSION);
    return new RemoteNodes(Names.node(0), addresses, options, endings);
  }
}
