package org.ackmark.bench.replicas;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.ackmark.bench.nic.NicProbe;
import org.ackmark.bench.node.ControlMessage;
import org.ackmark.bench.node.SyncProbe;
import org.ackmark.quorum.tcp.TcpNetwork;

/**
 * The least that a group of records costs when all replicas must sync it and others must first get
 * it: F, the mean time of one write and sync here while each of the others does the same, plus T,
 * the round trip of as many bytes to one of them, idle. For one thread.
 */
public final class QuorumFloor implements AutoCloseable {
  private static final int SHARES = 4; // of a slice; the last is the network's

  private final RemoteNodes nodes;
  private final SyncProbe here;
  private final NicProbe network;
  private final int bytes;

  QuorumFloor(RemoteNodes nodes, TcpNetwork network, SyncProbe here, int bytes) {
    this.nodes = nodes;
    this.here = here;
    this.network = new NicProbe(network, nodes.here(), nodes.elsewhere().getFirst());
    this.bytes = bytes;
  }

  /** F and T of one slice. */
  public record Least(long syncNs, double roundTripNs) {
    /** Both, one after the other. */
    public double totalNs() {
      return syncNs + roundTripNs;
    }
  }

  /** Measures for so long; the replicas have nothing else to do. */
  public Least slice(long durationNs) throws IOException, InterruptedException {
    long shareNs = durationNs / SHARES;
    var asked = new ControlMessage.SyncAll(bytes, (SHARES - 1) * shareNs);
    CompletableFuture<?>[] answers =
        nodes.elsewhere().stream()
            .map(node -> nodes.asked(node, asked))
            .toArray(CompletableFuture[]::new);
    long syncNs = here.meanNs(bytes, (SHARES - 1) * shareNs);
    try {
      CompletableFuture.allOf(answers).get();
    } catch (ExecutionException e) {
      throw new IOException("a replica could not sync: " + e.getCause().getMessage(), e);
    }
    double roundTripNs = 1e9 / network.point(bytes, 1, shareNs).opsPerSecond();
    return new Least(syncNs, roundTripNs);
  }

  @Override
  public void close() throws IOException {
    here.close();
  }
}
