package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.OpenPart;
import org.ackmark.bench.node.Part;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.WalCounters;

/**
 * Replicas within this process, each with a log of its own in a folder of its own: on one disk, and
 * connected by queues. What it costs to have more of them shows; what a network costs does not.
 */
final class LocalNodes implements Nodes {
  private final List<NodeId> all;
  private final Path directory;
  private final Disks disks;
  private final LocalNetwork network = new LocalNetwork();
  private final List<OpenPart> parts = new ArrayList<>();

  LocalNodes(int count, Path directory, Disks disks) {
    this.all = Names.nodes(count);
    this.directory = directory;
    this.disks = disks;
  }

  @Override
  public List<NodeId> all() {
    return all;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public void serve(Service service) {
    network.join(here(), service);
  }

  @Override
  public void open(NodeId node, Part part) throws IOException {
    Path folder = Replicas.folder(directory, node);
    OpenPart open = part.open(node, folder, disks.in(folder));
    parts.addFirst(open);
    network.join(node, open.service());
  }

  @Override
  public WalCounters counters() {
    return parts.stream().map(OpenPart::counters).reduce(WalCounters.NONE, WalCounters::plus);
  }

  @Override
  public void close() throws IOException {
    AutoCloseable together = () -> Closing.together(parts);
    Closing.all(List.of(network, together));
  }
}
