package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.ControlMessage;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;

/**
 * The nodes of a run, for as long as it lasts: started where they are to be, asked who they are,
 * and, if they were started for it, ended with it. For one thread.
 */
public final class HostList implements AutoCloseable {
  /** It is to ask nobody for a password, and not to wait for a host that is away. */
  private static final List<String> SSH =
      List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20");

  private final List<NodeProcess> started = new ArrayList<>();
  private final Path errors;

  private HostList(Path errors) {
    this.errors = errors;
  }

  /**
   * What a node said of itself.
   *
   * @param clockAheadNs by how much its clock is ahead of this machine's; right to half of the
   *     round trip
   */
  public record Described(
      NodeId node, ControlMessage.Description description, long clockAheadNs, long roundTripNs) {}

  /** Starts those that are to be started by ssh. */
  public static HostList start(Hosts hosts) throws IOException {
    return start(hosts, SSH);
  }

  /** With other words instead of ssh. */
  static HostList start(Hosts hosts, List<String> ssh) throws IOException {
    HostList list = new HostList(Files.createTempDirectory("ackmark-hosts-"));
    try {
      for (Hosts.Host host : hosts.hosts()) {
        list.start(host, hosts.secretFile(), ssh);
      }
      return list;
    } catch (IOException | RuntimeException e) {
      try (list) {
        throw e;
      }
    }
  }

  private void start(Hosts.Host host, String secretFile, List<String> ssh) throws IOException {
    if (host.ssh() != null) {
      if (secretFile == null) {
        throw new NodeException(
            "host %d is to be started by ssh: that takes a 'secretFile' in the file of hosts"
                .formatted(host.id()));
      }
      Path errorFile = errors.resolve(Names.node(host.id()) + ".txt");
      started.add(NodeProcess.there(ssh, host, secretFile, errorFile));
    }
  }

  /** Asks each of them; blocks for their answers. */
  public static List<Described> describe(Hosts hosts) throws IOException, InterruptedException {
    List<Described> described = new ArrayList<>();
    try (RemoteNodes nodes = HostNodes.connect(hosts, hosts.hosts(), Whereabouts.newSession())) {
      for (NodeId node : nodes.elsewhere()) {
        described.add(described(nodes, node));
      }
    }
    return described;
  }

  /** The first answer shows that it is there, the second how long it takes. */
  private static Described described(RemoteNodes nodes, NodeId node)
      throws IOException, InterruptedException {
    nodes.ask(node, new ControlMessage.Describe());
    long startNs = System.nanoTime();
    ControlMessage answer = nodes.ask(node, new ControlMessage.Describe());
    long roundTripNs = System.nanoTime() - startNs;
    Instant now = Instant.now();
    if (!(answer instanceof ControlMessage.Description description)) {
      throw new NodeException("node " + node + " does not say who it is, but " + answer);
    }
    long hereMicros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    long aheadNs = (description.wallMicros() - hereMicros) * 1_000 + roundTripNs / 2;
    return new Described(node, description, aheadNs, roundTripNs);
  }

  @Override
  public void close() throws IOException {
    Closing.all(started);
    for (NodeId node : Names.nodes(Quorum.MOST_REPLICAS)) { // of one that did not start, too
      Files.deleteIfExists(errors.resolve(node + ".txt"));
    }
    Files.deleteIfExists(errors);
  }
}
