package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
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

  /** All replicas, the first of them here. */
  static Nodes nodes(Replication replication, Path directory, Disks disks, Hosts hosts)
      throws IOException, InterruptedException {
    return nodes(replication, replication.quorum().n(), directory, disks, hosts);
  }

  /** All replicas elsewhere, and here a client that is none. */
  static Nodes withClient(Replication replication, Path directory, Disks disks, Hosts hosts)
      throws IOException, InterruptedException {
    return nodes(replication, 1 + replication.quorum().n(), directory, disks, hosts);
  }

  private static Nodes nodes(
      Replication replication, int count, Path directory, Disks disks, Hosts hosts)
      throws IOException, InterruptedException {
    return switch (replication.placement()) {
      case ONE_PROCESS -> new LocalNodes(count, directory, disks);
      case PROCESSES ->
          started(
              count,
              (node, secret, _) -> NodeProcess.here(node, directory.resolve(node.name()), secret));
      case NAMESPACES ->
          started(
              count,
              (node, secret, own) -> {
                Namespace namespace =
                    Namespace.make(node.number(), replication.link().bandwidthBytesPerSecond());
                own.add(namespace);
                return NodeProcess.in(namespace, node, directory.resolve(node.name()), secret);
              });
      case HOSTS -> HostNodes.connect(hosts, hosts.first(count), newSession());
    };
  }

  /** Starts the node of a replica. */
  private interface Starter {
    NodeProcess start(NodeId node, String secret, OwnNodes own)
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
    OwnNodes own = new OwnNodes();
    try {
      for (NodeId node : Names.nodes(count).subList(1, count)) {
        own.add(starter.start(node, secret, own));
      }
    } catch (IOException | InterruptedException e) {
      try (own) {
        throw e;
      }
    }
    TcpOptions options =
        TcpOptions.of(NodeOptions.CLUSTER).withSecret(Secret.of(secret)).withSession(SESSION);
    return new RemoteNodes(Names.node(0), own.addresses(), options, own, RemoteNodes.CONNECT);
  }
}
