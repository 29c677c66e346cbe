package org.ackmark.bench.replicas;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ackmark.bench.node.ControlMessage;
import org.ackmark.bench.node.SyncProbe;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.predict.Times;

/**
 * Has all replicas at once write and sync the same bytes beside their logs, again and again, and
 * notes how long each took: as in a commit, but with no log about it. For one thread.
 */
final class Forecaster {
  /** The first rounds are those of cold code. */
  private static final int COLD_ROUNDS = 100;

  private static final int MOST_ROUNDS = 500;
  private static final long TIME_NS = 1_500_000_000;
  private static final long PATIENCE_S = 10;

  private final Nodes nodes;
  private final Network network;
  private final SyncProbe here; // null where nothing is synced
  private final ByteBuffer payload;
  private final MemorySegment bytes;
  private final List<Recorded> records = new ArrayList<>();

  /** The times of one replica, as they come. */
  private record Recorded(List<Long> wholeNs, List<Long> syncNs) {
    Recorded() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(long whole, long sync) {
      wholeNs.add(whole);
      syncNs.add(sync);
    }

    Forecast.Seen seen() {
      long[] network = new long[wholeNs.size()];
      for (int i = 0; i < network.length; i++) {
        network[i] = wholeNs.get(i) - syncNs.get(i);
      }
      return new Forecast.Seen(times(wholeNs), Times.of(network), times(syncNs));
    }

    private static Times times(List<Long> ns) {
      return Times.of(ns.stream().mapToLong(Long::longValue).toArray());
    }
  }

  /**
   * For commits of that size.
   *
   * @param network the way to them
   * @param here syncs for the replica that is here; null when nobody shall sync
   */
  Forecaster(Nodes nodes, Network network, SyncProbe here, int payloadBytes) {
    this.nodes = nodes;
    this.network = network;
    this.here = here;
    byte[] random = new byte[payloadBytes];
    ThreadLocalRandom.current().nextBytes(random);
    this.payload = ByteBuffer.wrap(random);
    this.bytes = SyncProbe.nativeCopy(payload);
    nodes.all().forEach(_ -> records.add(new Recorded()));
  }

  /** Looks for a second or two, and tells what w of them will take. */
  Forecast forecast(int w) throws IOException, InterruptedException {
    long endNs = System.nanoTime() + TIME_NS;
    for (int round = 0; round < COLD_ROUNDS; round++) {
      round();
    }
    records.replaceAll(_ -> new Recorded());
    int rounds = 0;
    do {
      round();
      rounds++;
    } while (rounds < MOST_ROUNDS && System.nanoTime() - endNs < 0);
    return Forecast.of(records.stream().map(Recorded::seen).toList(), w);
  }

  private void round() throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    CountDownLatch left = new CountDownLatch(nodes.elsewhere().size());
    long startNs = System.nanoTime();
    for (NodeId node : nodes.elsewhere()) {
      Answer answer = new Answer(startNs, left);
      answers.add(answer);
      network.send(
          nodes.here(),
          node,
          new ControlMessage.Probe(payload, here != null),
          (_, reply) -> answer.come(reply));
    }
    long hereNs = here == null ? 0 : here.syncNs(bytes);
    if (!left.await(PATIENCE_S, TimeUnit.SECONDS)) {
      throw new NodeException("a node has not answered a probe for " + PATIENCE_S + " s");
    }
    records.getFirst().add(hereNs, hereNs);
    for (int i = 0; i < answers.size(); i++) {
      records.get(i + 1).add(answers.get(i).wholeNs, answers.get(i).syncNs());
    }
  }

  /** Written on the network's thread, read after the latch. */
  private static final class Answer {
    private final long startNs;
    private final CountDownLatch left;
    private long wholeNs;
    private Message reply;

    Answer(long startNs, CountDownLatch left) {
      this.startNs = startNs;
      this.left = left;
    }

    void come(Message message) {
      wholeNs = System.nanoTime() - startNs;
      reply = message;
      left.countDown();
    }

    long syncNs() throws NodeException {
      if (reply instanceof ControlMessage.Probed probed) {
        return probed.syncNs();
      }
      throw new NodeException("a node can't be probed: " + reply);
    }
  }
}
