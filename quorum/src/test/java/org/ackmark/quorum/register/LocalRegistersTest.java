package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.BOB;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.Kind;
import org.ackmark.quorum.check.Operation;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.Verdict;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registers with real threads, which no seed decides; the checker judges what came of it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalRegistersTest {
  private static final int CLIENTS = 6; // half of them by alice's coordinator, half by bob's
  private static final int EACH = 500;

  private final LocalNetwork network = new LocalNetwork();
  private final LocalTimer timer = new LocalTimer();
  private final Map<NodeId, SimDisk> disks = new HashMap<>();
  private final Map<NodeId, LogStore> copies = new HashMap<>();
  private final HistoryRecorder recorder = HistoryRecorder.of(System::nanoTime);
  private final AtomicLong written = new AtomicLong();

  @AfterEach
  void close() throws IOException {
    network.close();
    timer.close();
    for (LogStore copy : copies.values()) {
      copy.close();
    }
  }

  private void open(NodeId replica) throws IOException {
    WalOptions options = WalOptions.of(Variant.GROUP).withSegmentBytes(1 << 20);
    SimDisk disk = disks.computeIfAbsent(replica, id -> new SimDisk(id.name()));
    copies.put(replica, LogStore.open(disk, LogOpener.of(options), StoreOptions.DEFAULTS));
    network.join(replica, new RegisterReplica(copies.get(replica)));
  }

  static Stream<RegisterOptions> options() {
    RegisterOptions abd = RegisterOptions.abd(THREE, Quorum.majority(3));
    return Stream.of(
        abd.withTimeout(Duration.ofSeconds(30)),
        abd.withHedging(new Hedging.AtPercentile(90, Duration.ofMillis(1)))
            .withTimeout(Duration.ofMillis(200)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void shouldBeLinearizableWhileAReplicaComesAndGoes(RegisterOptions options) throws Exception {
    for (NodeId replica : THREE) {
      open(replica);
    }
    network.join(ALICE);
    network.join(BOB);
    RegisterStore atAlice = new RegisterStore(ALICE, 1, options, network, timer);
    RegisterStore atBob = new RegisterStore(BOB, 1, options, network, timer);
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Integer>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(threads.submit(client(client, client % 2 == 0 ? atAlice : atBob)));
      }
      int restarts = 0;
      while (restarts < 3 || !clients.stream().allMatch(Future::isDone)) {
        network.leave(CYRENE);
        copies.get(CYRENE).close();
        open(CYRENE);
        restarts++;
        Thread.sleep(10);
      }
      int succeeded = 0;
      for (Future<Integer> client : clients) {
        succeeded += client.get();
      }
      History history = recorder.history();
      assertEquals(CLIENTS * EACH, history.size());
      assertTrue(succeeded * 2 > history.size(), "vacuous: succeeded=" + succeeded);
      Verdict verdict = new RegisterChecker().check(history);
      assertTrue(verdict.linearizable(), verdict::toString);
    }
  }

  private Callable<Integer> client(int number, RegisterStore store) {
    SplittableRandom random = new SplittableRandom(number);
    return () -> {
      int succeeded = 0;
      for (int i = 0; i < EACH; i++) {
        String key = "k" + random.nextInt(2);
        succeeded += (random.nextBoolean() ? write(number, store, key) : read(number, store, key));
      }
      return succeeded;
    };
  }

  private int write(int client, RegisterStore store, String key) throws InterruptedException {
    long value = written.incrementAndGet();
    long ticket = recorder.invoke(client, key, Kind.WRITE, value);
    try {
      store.put(Bytes.utf8(key), Bytes.utf8("" + value));
      recorder.ok(ticket);
      return 1;
    } catch (IOException e) {
      if (RecordedClient.NEVER_SENT.test(e)) {
        recorder.fail(ticket);
      } else {
        recorder.info(ticket);
      }
      return 0;
    }
  }

  private int read(int client, RegisterStore store, String key) throws InterruptedException {
    long ticket = recorder.invoke(client, key, Kind.READ, Operation.ABSENT);
    try {
      var found = store.get(Bytes.utf8(key));
      recorder.ok(ticket, found.map(b -> Long.parseLong(b.toUtf8())).orElse(Operation.ABSENT));
      return 1;
    } catch (IOException e) {
      recorder.fail(ticket);
      return 0;
    }
  }
}
