package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.LogOpener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaders that depose each other while many threads write, with real threads. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalLeadersTest {
  private static final List<NodeId> MEMBERS = List.of(ATHENS, BYZANTIUM, CYRENE);
  private static final int WRITERS = 4;
  private static final int REIGNS = 15;
  private static final int EACH = 40; // records acknowledged before the next one starts

  private static final LogOptions OPTIONS =
      LogOptions.DEFAULTS
          .withTimes(Duration.ofSeconds(30), Duration.ofMillis(20))
          .withBytes(32 << 10, 32 << 10, 16 << 10, 8 << 10);

  private final LocalNetwork network = new LocalNetwork();
  private final LocalTimer timer = new LocalTimer();
  private final Map<NodeId, SimDisk> disks = new HashMap<>();
  private final Map<NodeId, Workers> workers = new HashMap<>();
  private final Map<NodeId, Replica> replicas = new HashMap<>();

  private final AtomicReference<QuorumWal> leading = new AtomicReference<>();
  private final Map<Long, String> acknowledged = new ConcurrentSkipListMap<>();
  private volatile boolean over;

  @AfterEach
  void close() throws IOException {
    network.close();
    timer.close();
    for (NodeId node : MEMBERS) {
      replicas.get(node).close();
      workers.get(node).close();
    }
  }

  private void open(NodeId node, Variant variant) throws IOException {
    WalOptions options =
        WalOptions.of(variant)
            .withSegmentBytes(64 << 10)
            .withBufferBytes(64 << 10)
            .withPreallocation(Preallocation.APPEND, 0);
    SimDisk disk = disks.computeIfAbsent(node, id -> new SimDisk(id.name()));
    workers.put(node, Workers.threads(node.name()));
    replicas.put(node, Replica.open(disk, LogOpener.of(options), false, workers.get(node)));
    network.join(node, replicas.get(node));
  }

  private QuorumWal lead(NodeId node) throws IOException {
    LogCluster cluster =
        new LogCluster(
            node, MEMBERS, Quorum.majority(3), network, timer, workers.get(node), OPTIONS);
    return QuorumWal.open(cluster, replicas.get(node));
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "GROUP"})
  void shouldKeepWhatAnyOfThemHasAcknowledged(Variant variant) throws Exception {
    for (NodeId node : MEMBERS) {
      open(node, variant);
    }
    leading.set(lead(ATHENS));
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(threads.submit(writing(writer)));
      }
      try {
        for (int reign = 1; reign <= REIGNS; reign++) {
          awaitMore();
          depose(MEMBERS.get((reign - 1) % MEMBERS.size()), reign, variant);
        }
      } finally {
        over = true;
      }
      int written = 0;
      for (Future<Integer> writer : writers) {
        written += writer.get();
      }
      assertEquals(acknowledged.size(), written);
    }
    TreeMap<Long, String> found = SimLogs.contents(leading.get());
    acknowledged.forEach((lsn, text) -> assertEquals(text, found.get(lsn), "lsn=" + lsn));
  }

  private void depose(NodeId before, int reign, Variant variant) throws Exception {
    QuorumWal deposed = leading.get();
    leading.set(lead(MEMBERS.get(reign % MEMBERS.size())));
    awaitMore();
    requireFailed(deposed);
    restart(before, deposed, variant);
  }

  private void awaitMore() throws InterruptedException {
    int enough = acknowledged.size() + EACH;
    while (acknowledged.size() < enough) {
      Thread.sleep(1); // the time limit of the test ends this
    }
  }

  /** It gets no further, and says so, to those who wait and to those who come. */
  private static void requireFailed(QuorumWal deposed) throws InterruptedException {
    try {
      deposed.commit(deposed.append(ByteBuffer.wrap(new byte[] {1})));
      throw new AssertionError("a leader that was deposed acknowledges");
    } catch (IOException e) {
      assertTrue(e.toString().contains("deposed"), e.toString());
    }
  }

  private void restart(NodeId node, QuorumWal deposed, Variant variant) throws IOException {
    deposed.close(); // with its replica
    network.leave(node);
    open(node, variant);
  }

  private Callable<Integer> writing(int writer) {
    return () -> {
      int succeeded = 0;
      for (int number = 0; !over; number++) {
        String text = writer + ":" + number;
        QuorumWal log = leading.get();
        try {
          long lsn = log.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
          log.commit(lsn);
          assertNull(acknowledged.putIfAbsent(lsn, text), "acknowledged twice: lsn=" + lsn);
          succeeded++;
        } catch (IOException e) {
          Thread.sleep(1); // the next one leads soon
        }
      }
      return succeeded;
    };
  }
}
