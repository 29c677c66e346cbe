package org.ackmark.bench.replicas;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.node.Part;
import org.ackmark.bench.profile.Fault;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.log.Workers;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.Disk;

/** Where replicas are, and the way to them. The first is here, with whoever writes. */
interface Nodes extends AutoCloseable {

  /** All of them, the one that is here first. */
  List<NodeId> all();

  /** The one that is here. */
  default NodeId here() {
    return all().getFirst();
  }

  /** The others. */
  default List<NodeId> elsewhere() {
    return all().subList(1, all().size());
  }

  /** What connects them. */
  Network network();

  /** What a log that leads from here has done by others; closed with it. */
  default Workers workers() {
    return Workers.threads(here().name());
  }

  /** Answers, from now on, what others ask the one that is here. */
  void serve(Service service);

  /** Has one of the others open its part; blocks until it has. */
  void open(NodeId node, Part part) throws IOException, InterruptedException;

  /** What the logs of the others have done together; may ask them. */
  WalCounters counters() throws IOException, InterruptedException;

  /**
   * What a commit of so many bytes should take; blocks for a second or two.
   *
   * @param network the way to them
   * @return empty where there is no network between them
   */
  default Optional<Forecast> forecast(
      Network network, int payloadBytes, Quorum quorum, Disk besideHere)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /** The least that groups of so many bytes cost; empty where there is no network between them. */
  default Optional<QuorumFloor> floor(int bytes, Disk besideHere) throws IOException {
    return Optional.empty();
  }

  /** What happens to one of them in the course of a measurement; empty where nothing can. */
  default Optional<Outage> outage(Fault fault, long durationNs) {
    return Optional.empty();
  }

  /**
   * The same nodes for one more log or store, which is closed before this.
   *
   * @throws UnsupportedOperationException where there is no network between them
   */
  default Nodes again() {
    throw new UnsupportedOperationException("replicas of one process keep one log each");
  }

  /** Closes what the others have opened. */
  @Override
  void close() throws IOException;
}
