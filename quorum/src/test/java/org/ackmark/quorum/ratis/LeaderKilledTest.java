package org.ackmark.quorum.ratis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.Kind;
import org.ackmark.quorum.check.MissingWrites;
import org.ackmark.quorum.check.Operation;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.Verdict;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The leader goes while clients write and read, and comes back. */
class LeaderKilledTest {
  private static final int CLIENTS = 4;
  private static final int KEYS = 5;

  /** Operations that succeed under each leader. */
  private static final int OPERATIONS = Integer.getInteger("quorum.ratis.operations", 60);

  /** Longer than an election. */
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  @TempDir Path directory;

  private final long seed = Seeds.next(LeaderKilledTest.class);
  private final HistoryRecorder recorder = HistoryRecorder.of(System::nanoTime);
  private final AtomicInteger succeeded = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile boolean over;

  /**
   * Q23: three processes; whichever leads is killed under load as by kill -9, and started again.
   */
  @Test
  void shouldLoseNoAcknowledgedWriteWhenTheLeadersProcessIsKilled() throws Exception {
    RatisGroup group = new RatisGroup("processes", Replicas.freeAddresses(3));
    ReplicaProcess[] processes = new ReplicaProcess[3];
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int i = 0; i < 3; i++) {
        processes[i] = ReplicaProcess.start(group, i, directory.resolve("p" + i));
      }
      for (ReplicaProcess process : processes) {
        process.awaitReady();
      }
      List<Future<?>> clients = startClients(group, threads);
      awaitOperations();
      int leader = ReplicaProcess.leader(group);
      processes[leader].kill();
      awaitOperations();
      assertNotEquals(leader, ReplicaProcess.leader(group));
      processes[leader] = ReplicaProcess.start(group, leader, directory.resolve("p" + leader));
      processes[leader].awaitReady();
      awaitOperations();
      checkAfter(clients, group);
    } finally {
      over = true;
      threads.shutdown();
      for (ReplicaProcess process : processes) {
        if (process != null) {
          process.close();
        }
      }
    }
  }

  /** Q23: the leader of three, twice, and of five is ended under load, and comes back. */
  @ParameterizedTest
  @CsvSource({"3, 2", "5, 1"})
  void shouldLoseNoAcknowledgedWriteAndStayLinearizableWhenTheLeaderIsKilled(int n, int kills)
      throws Exception {
    try (Replicas replicas = Replicas.start(directory, n, Replicas.SMALL);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> clients = startClients(replicas.group(), threads);
      for (int kill = 0; kill < kills; kill++) {
        awaitOperations();
        int leader = replicas.leader();
        replicas.stop(leader);
        assertNotEquals(leader, replicas.leader());
        awaitOperations();
        replicas.open(leader);
      }
      awaitOperations();
      checkAfter(clients, replicas.group());
    }
  }

  private void checkAfter(List<Future<?>> clients, RatisGroup group) throws Exception {
    over = true;
    for (Future<?> client : clients) {
      client.get();
    }
    MissingWrites missing = MissingWrites.after(recorder.history(), found(group));
    assertTrue(missing.none(), missing.toString());
    assertTrue(missing.acknowledged() > OPERATIONS, "vacuous: " + missing);
    Verdict verdict = new RegisterChecker().check(recorder.history());
    assertTrue(verdict.linearizable(), verdict.toString());
    System.out.println("n=" + group.n() + " " + verdict + "; " + missing);
  }

  /** The negative control: what nobody has synced is lost when all restart, and that is seen. */
  @Test
  void shouldSeeTheLossWhenALogInMemoryRestarts() throws Exception {
    RatisOptions options = Replicas.SMALL.withSync(RatisSync.IN_MEMORY);
    try (Replicas replicas = Replicas.start(directory, 3, options)) {
      try (RatisStore store = store(replicas.group())) {
        for (int i = 0; i < 20; i++) {
          write(store, 0, "k" + i);
        }
      }
      replicas.stopAll();
      for (int i = 0; i < 3; i++) {
        replicas.open(i);
      }
      MissingWrites missing = MissingWrites.after(recorder.history(), found(replicas.group()));
      assertTrue(missing.acknowledged() > 0, "vacuous: " + missing);
      assertEquals(missing.acknowledged(), missing.lost().size(), missing.toString());
      Verdict verdict = new RegisterChecker().check(recorder.history());
      assertFalse(verdict.linearizable(), "the reads that found nothing are in the history");
    }
  }

  private List<Future<?>> startClients(RatisGroup group, ExecutorService threads) {
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      clients.add(threads.submit(() -> run(group, client)));
    }
    return clients;
  }

  private static RatisStore store(RatisGroup group) {
    return new RatisStore(group, RatisReads.LINEARIZABLE, TIMEOUT);
  }

  private Void run(RatisGroup group, int client) throws Exception {
    SplittableRandom random = new SplittableRandom(Seeds.nth(seed, client));
    try (RatisStore store = store(group)) {
      while (!over) {
        String key = "k" + random.nextInt(KEYS);
        if (random.nextBoolean()) {
          write(store, client, key);
        } else {
          read(store, client, key);
        }
      }
    }
    return null;
  }

  /** Until that many more operations have succeeded. */
  private void awaitOperations() {
    int target = succeeded.get() + OPERATIONS;
    Replicas.await("operations", () -> succeeded.get() >= target);
  }

  private void write(RatisStore store, int client, String key) throws InterruptedException {
    long value = numbers.incrementAndGet();
    long ticket = recorder.invoke(client, key, Kind.WRITE, value);
    try {
      store.put(Bytes.utf8(key), Bytes.utf8("" + value));
      recorder.ok(ticket);
      succeeded.incrementAndGet();
    } catch (IOException e) {
      recorder.info(ticket);
    }
  }

  private long read(RatisStore store, int client, String key) throws InterruptedException {
    long ticket = recorder.invoke(client, key, Kind.READ, Operation.ABSENT);
    try {
      long value =
          store
              .get(Bytes.utf8(key))
              .map(bytes -> Long.parseLong(bytes.toUtf8()))
              .orElse(Operation.ABSENT);
      recorder.ok(ticket, value);
      succeeded.incrementAndGet();
      return value;
    } catch (IOException e) {
      recorder.fail(ticket);
      return Operation.ABSENT;
    }
  }

  /** What each key holds in the end, also as reads of the history. */
  private Map<String, Long> found(RatisGroup group) throws Exception {
    History history = recorder.history();
    Map<String, Long> found = new HashMap<>();
    try (RatisStore store = store(group)) {
      for (String key : history.keys()) {
        long value = read(store, CLIENTS, key);
        if (value != Operation.ABSENT) {
          found.put(key, value);
        }
      }
    }
    return found;
  }
}
