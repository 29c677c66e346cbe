package org.ackmark.bench.replicas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ackmark.bench.node.Closing;
import org.ackmark.quorum.net.NodeId;

/**
 * The nodes that this process started, and may therefore kill. Safe for two threads: one that opens
 * and closes, one that puts them out of action.
 */
final class OwnNodes implements AutoCloseable {
  private final SortedMap<NodeId, NodeProcess> processes = new TreeMap<>();
  private final List<Namespace> namespaces = new ArrayList<>();

  synchronized void add(NodeProcess process) {
    processes.put(process.node(), process);
  }

  synchronized void add(Namespace namespace) {
    namespaces.add(namespace);
  }

  synchronized SortedMap<NodeId, InetSocketAddress> addresses() {
    SortedMap<NodeId, InetSocketAddress> addresses = new TreeMap<>();
    processes.forEach((node, process) -> addresses.put(node, process.address()));
    return addresses;
  }

  /** Kills a node as kill -9 does; blocks until it is gone. */
  synchronized void kill(NodeId node) {
    processes.get(node).close();
  }

  /** Starts one that was killed; blocks until it listens again. */
  synchronized void start(NodeId node) throws IOException {
    processes.put(node, processes.get(node).again());
  }

  synchronized NodeProcess process(NodeId node) {
    return processes.get(node);
  }

  synchronized Namespace namespace(int index) {
    return namespaces.get(index);
  }

  @Override
  public synchronized void close() throws IOException {
    List<AutoCloseable> all = new ArrayList<>(processes.values());
    all.addAll(namespaces);
    Closing.all(all);
  }
}
