package org.ackmark.quorum.ratis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many syncs a commit costs under each setting: counted by the JDK, and by Ratis where it
 * counts. Whether a setting waits for them: {@link FlushTest}.
 */
class SyncCountTest {
  /** Of one after the other; four times as many of those with others outstanding. */
  private static final int COMMITS = Integer.getInteger("quorum.ratis.commits", 25);

  private static final int OUTSTANDING = 64;

  /** Clusters at once: they mostly wait, for elections and for threads that end. */
  private static final int LANES = 3;

  /** For the syncs that nobody waits for. */
  private static final int SETTLE_MS = 300;

  @TempDir Path directory;

  /** One cluster under load, for a time. */
  private record Load(
      RatisOptions options,
      int n,
      int outstanding,
      Path home,
      Instant from,
      Instant to,
      long asked) {
    int commits() {
      return outstanding == 1 ? COMMITS : 4 * COMMITS;
    }

    Counted counted(List<Forces.Force> forces) {
      List<Path> files =
          forces.stream()
              .filter(f -> f.file().startsWith(home) && f.at().isAfter(from) && f.at().isBefore(to))
              .map(Forces.Force::file)
              .toList();
      long log = files.stream().filter(f -> f.getFileName().toString().startsWith("log_")).count();
      return new Counted(this, log, files.size() - log);
    }
  }

  /** How often its logs were synced, and other files. */
  private record Counted(Load load, long log, long other) {
    RatisSync sync() {
      return load.options.sync();
    }

    double perReplica() {
      return (double) log / load.commits() / load.n;
    }

    /** Without those that nobody waits for, which may be late. */
    boolean agrees() {
      return sync() != RatisSync.FORCED || Math.abs(log - load.asked) <= load.n;
    }

    @Override
    public String toString() {
      return "%-12s n=%d outstanding=%-2d%s %.2f syncs of the log per commit and replica, asked %d, %d"
          .formatted(
              sync(),
              load.n,
              load.outstanding,
              load.options.notesCommits() ? "" : " without notes",
              perReplica(),
              load.asked,
              log);
    }
  }

  @Test
  void shouldSyncAsOftenAsItsSettingSays() throws Exception {
    List<Callable<List<Load>>> clusters = new ArrayList<>();
    for (RatisSync sync : RatisSync.values()) {
      for (int n : sync == RatisSync.IN_MEMORY ? List.of(3, 5) : List.of(1, 3, 5)) {
        clusters.add(() -> load(Replicas.SMALL.withSync(sync), n));
      }
    }
    clusters.add(() -> load(Replicas.SMALL.withoutNotes(), 3));
    List<Counted> all = counted(clusters);
    assertEquals(2 * clusters.size(), all.size());
    for (Counted counted : all) {
      System.out.println(counted);
      check(counted);
    }
  }

  private List<Counted> counted(List<Callable<List<Load>>> clusters) throws Exception {
    List<Load> loads = new ArrayList<>();
    try (Forces forces = new Forces();
        ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      for (Future<List<Load>> done : lanes.invokeAll(clusters)) {
        loads.addAll(done.get());
      }
      List<Forces.Force> events = forces.all(directory);
      checkNames(events);
      return loads.stream().map(load -> load.counted(events)).toList();
    }
  }

  /** Segments were started and votes replaced meanwhile, and no directory was synced. */
  private static void checkNames(List<Forces.Force> forces) {
    List<Path> files = forces.stream().map(Forces.Force::file).toList();
    assertTrue(files.stream().anyMatch(f -> f.getFileName().toString().startsWith("raft-meta")));
    assertTrue(files.stream().noneMatch(Files::isDirectory), "it does sync a directory");
  }

  private static void check(Counted counted) {
    int majority = counted.load.n / 2 + 1;
    double perCommit = counted.perReplica() * counted.load.n;
    boolean alone = counted.load.outstanding == 1;
    if (counted.sync() == RatisSync.IN_MEMORY) {
      assertEquals(0, counted.log, counted.toString());
      return;
    }
    assertTrue(counted.log > 0, "vacuous: " + counted);
    assertTrue(counted.agrees(), "Ratis and the JDK count the same: " + counted);
    if (counted.sync() == RatisSync.FORCED && alone) {
      assertTrue(perCommit >= majority, "one on each of a majority: " + counted);
    }
    if (counted.sync() == RatisSync.FORCED && !alone) {
      assertTrue(counted.perReplica() < 2, "commits share syncs: " + counted);
    }
    if (!counted.load.options.notesCommits()) {
      assertTrue(counted.perReplica() < 1.5, "one where nothing is noted: " + counted);
    }
    assertTrue(counted.other <= 2L * counted.load.n, "the rest is votes: " + counted);
  }

  private List<Load> load(RatisOptions options, int n) throws Exception {
    Path home = Files.createTempDirectory(directory, "cluster");
    try (Replicas replicas = Replicas.start(home, n, options);
        RatisStore store = replicas.store()) {
      store.put(Bytes.utf8("first"), Bytes.EMPTY);
      List<Load> loads = new ArrayList<>();
      for (int outstanding : new int[] {1, OUTSTANDING}) {
        long askedBefore = asked(replicas);
        Instant from = Instant.now();
        int commits = outstanding == 1 ? COMMITS : 4 * COMMITS;
        write(store, commits, outstanding);
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
        Instant to = Instant.now();
        long asked = asked(replicas) - askedBefore;
        loads.add(new Load(options, n, outstanding, home, from, to, asked));
      }
      return loads;
    }
  }

  private static long asked(Replicas replicas) {
    return replicas.up().stream().mapToLong(replica -> replica.counters().flushes()).sum();
  }

  private static void write(RatisStore store, int commits, int outstanding) throws Exception {
    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generics
    CompletableFuture<Boolean>[] inFlight = new CompletableFuture[outstanding];
    Arrays.fill(inFlight, CompletableFuture.completedFuture(true));
    for (int i = 0; i < commits + outstanding; i++) {
      int slot = i % outstanding;
      assertTrue(inFlight[slot].get());
      if (i < commits) {
        inFlight[slot] = store.putAsync(Bytes.utf8("k" + i), Bytes.utf8("v")).toCompletableFuture();
      }
    }
  }
}
