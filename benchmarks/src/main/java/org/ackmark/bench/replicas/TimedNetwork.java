package org.ackmark.bench.replicas;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.register.RegisterMessage;

/**
 * A network that notes how long each replica took to answer what registers ask it: on the
 * connections that are measured, while they are. Safe for any number of threads.
 */
final class TimedNetwork implements Network {
  private final Network network;
  private volatile Answers answers = new Answers(1, 1);

  TimedNetwork(Network network) {
    this.network = network;
  }

  /**
   * From now on, answers are those to one write and one read.
   *
   * @param n replicas, of which all are asked
   * @param w how many acknowledge the write
   */
  Answers next(int n, int w) {
    answers = new Answers(n, w);
    return answers;
  }

  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    Answers noted = answers;
    long startNs = System.nanoTime();
    network.send(
        from,
        to,
        request,
        (node, reply) -> {
          noted.come(to, request, startNs, System.nanoTime());
          listener.replied(node, reply);
        });
  }

  /** When replicas answered a write and the read after it. Safe for any number of threads. */
  static final class Answers {
    private final int n;
    private final int w;
    private final Map<NodeId, Long> storesNs = new ConcurrentHashMap<>();
    private final Map<NodeId, Long> queriesNs = new ConcurrentHashMap<>();
    private long acknowledgedNs; // guarded by this

    private Answers(int n, int w) {
      this.n = n;
      this.w = w;
    }

    private synchronized void come(NodeId replica, Message request, long startNs, long nowNs) {
      if (request instanceof RegisterMessage.Query) {
        queriesNs.put(replica, nowNs - startNs);
      } else if (storesNs.put(replica, nowNs - startNs) == null && storesNs.size() == w) {
        acknowledgedNs = nowNs;
      }
      if (complete()) {
        notifyAll();
      }
    }

    private boolean complete() {
      return storesNs.size() == n && queriesNs.size() == n;
    }

    /** When the W-th replica had acknowledged the write. */
    synchronized long acknowledgedNs() {
      return acknowledgedNs;
    }

    /** Blocks until every replica has answered both, so that nothing is left under way. */
    synchronized void awaitAll(long patienceNs) throws NodeException, InterruptedException {
      long endNs = System.nanoTime() + patienceNs;
      while (!complete()) {
        long leftMs = (endNs - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new NodeException(
              "a replica has not answered for " + patienceNs / 1_000_000_000 + " s");
        }
        wait(leftMs);
      }
    }

    /** How long that replica took to answer the write. */
    long storeNs(NodeId replica) {
      return storesNs.get(replica);
    }

    /** How long that replica took to answer the read. */
    long queryNs(NodeId replica) {
      return queriesNs.get(replica);
    }
  }
}
