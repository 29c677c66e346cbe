package org.ackmark.bench.nic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.results.latency.LatencyHistogram;

/**
 * Keeps a number of requests on their way for some time: each reply sends the next one, on the
 * network's thread, so that no other thread has to wake up in between. Used once.
 */
final class Exchange {
  private final TcpNetwork network;
  private final NodeId self;
  private final NodeId node;
  private final Message request;
  private final Duration patience;
  private final CountDownLatch outstanding;
  private final LatencyHistogram times = new LatencyHistogram(); // the network's thread fills it
  private long startNs;
  private long lastNs; // written by the network's thread

  /**
   * Not yet begun.
   *
   * @param patience how long the last replies may take
   */
  Exchange(
      TcpNetwork network,
      NodeId self,
      NodeId node,
      Message request,
      int outstanding,
      Duration patience) {
    this.network = network;
    this.self = self;
    this.node = node;
    this.request = request;
    this.patience = patience;
    this.outstanding = new CountDownLatch(outstanding);
  }

  /**
   * Goes on for so long; blocks.
   *
   * @throws IOException when replies stay away
   */
  Exchange run(long windowNs) throws IOException, InterruptedException {
    startNs = System.nanoTime();
    long endNs = startNs + windowNs;
    for (long i = outstanding.getCount(); i > 0; i--) {
      send(endNs);
    }
    if (!outstanding.await(windowNs + patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("node=" + node + " does not answer");
    }
    return this;
  }

  private void send(long endNs) {
    long sentNs = System.nanoTime();
    network.send(self, node, request, (_, _) -> replied(sentNs, endNs));
  }

  private void replied(long sentNs, long endNs) {
    lastNs = System.nanoTime();
    times.record(lastNs - sentNs);
    if (lastNs - endNs < 0) {
      send(endNs);
    } else {
      outstanding.countDown();
    }
  }

  LatencyHistogram times() {
    return times;
  }

  double perSecond() {
    return 1e9 * times.count() / (lastNs - startNs);
  }
}
