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
      throws IOException {
    int count = replication.quorum().n();
    return switch (replication.placement()) {
      case ONE_PROCESS -> new LocalNodes(count, directory, disks);
      case PROCESSES -> processes(count, directory);
      case HOSTS -> HostNodes.connect(hosts.first(count), hosts.secretFile(), newSession());
    };
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

  private static Nodes processes(int count, Path directory) throws IOException {
    String secret = randomText();
    List<NodeProcess> processes = new ArrayList<>();
    SortedMap<NodeId, InetSocketAddress> addresses = new TreeMap<>();
    try {
      for (NodeId node : Names.nodes(count).subList(1, count)) {
        NodeProcess process = NodeProcess.here(node, directory.resolve(node.name()), secret);
        processes.add(process);
        addresses.put(node, process.address());
      }
    } catch (IOException e) {
      try {
        Closing.all(processes);
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
    TcpOptions options =
        TcpOptions.of(NodeOptions.CLUSTER).withSecret(Secret.of(secret)).withSession(SESSION);
    return new RemoteNodes(Names.node(0), addresses, options, processes);
  }
}
