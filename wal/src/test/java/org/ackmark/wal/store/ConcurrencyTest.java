package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many writers and readers at once, watched through a log that notes its own acknowledgements. */
@Timeout(120)
class ConcurrencyTest {
  private static final int WRITERS = 6;
  private static final int WRITES = 150; // of each writer
  private static final long READ_PAUSE_NS = 20_000; // leaves the cores to the writers
  private static final Bytes TWIN_A = Bytes.utf8("twin-a");
  private static final Bytes TWIN_B = Bytes.utf8("twin-b");

  @TempDir Path directory;

  private final AtomicLong reads = new AtomicLong();
  private final AtomicBoolean writing = new AtomicBoolean(true);

  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#all")
  void shouldShowOnlyWhatIsAcknowledgedInTheOrderOfTheLog(MachineKind kind) throws Exception {
    long seed = Seeds.next();
    WatchedLog log = new WatchedLog(kind.machine(directory));
    Map<Bytes, Versioned> found = new TreeMap<>();
    try (LogStore store = log.machine().open();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> readers = new ArrayList<>();
      readers.add(threads.submit(() -> read(store, log)));
      readers.add(threads.submit(() -> readTwins(store)));
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        writers.add(threads.submit(writer(store, w, seed + w)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      writing.set(false);
      for (Future<?> reader : readers) {
        reader.get();
      }
      keys().forEach(key -> found.put(key, state(store, key)));
      assertEquals(WRITERS * WRITES, store.visibleLsn());
    }
    found.values().removeIf(Versioned.ABSENT::equals);
    assertEquals(log.replayed(), found, "seed=" + seed);
    assertTrue(reads.get() > 0, "reads=" + reads);
    if (kind.durable()) {
      try (LogStore store = log.machine().open()) {
        found.forEach((key, value) -> assertEquals(value, state(store, key), "seed=" + seed));
      }
    }
  }

  private static List<Bytes> keys() {
    List<Bytes> keys = new ArrayList<>(List.of(TWIN_A, TWIN_B));
    for (int i = 0; i < Batches.KEYS; i++) {
      keys.add(Batches.key(i));
    }
    return keys;
  }

  private static Versioned state(LogStore store, Bytes key) {
    try {
      return store.read(key);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Blocking writes, callbacks, batches, deletes and versions, drawn by the seed. */
  private static Callable<Void> writer(LogStore store, int writer, long seed) {
    return () -> {
      SplittableRandom random = new SplittableRandom(seed);
      List<Future<Boolean>> outstanding = new ArrayList<>();
      for (int i = 0; i < WRITES; i++) {
        Bytes unique = Bytes.utf8(writer + "-" + i);
        Batch batch = batch(random, unique);
        if (random.nextBoolean()) {
          store.write(batch);
        } else {
          outstanding.add(store.writeAsync(batch).toCompletableFuture());
        }
      }
      for (Future<Boolean> write : outstanding) {
        write.get();
      }
      return null;
    };
  }

  private static Batch batch(SplittableRandom random, Bytes unique) {
    Bytes key = Batches.key(random.nextInt(Batches.KEYS));
    return switch (random.nextInt(5)) {
      case 0 -> Batch.builder().put(TWIN_A, unique).put(TWIN_B, unique).build();
      case 1 -> Batch.delete(key);
      case 2 -> Batch.putIfNewer(key, unique, 1 + random.nextInt(1_000));
      default -> Batch.put(key, unique);
    };
  }

  /** What a reader sees of a key was acknowledged before, and never gets older. */
  private Void read(LogStore store, WatchedLog log) throws Exception {
    SplittableRandom random = new SplittableRandom(0);
    Map<Bytes, Long> newestLsn = new TreeMap<>();
    while (writing.get()) {
      Bytes key = Batches.key(random.nextInt(Batches.KEYS));
      Bytes value = store.get(key).orElse(null);
      long acknowledgedLsn = log.acknowledgedLsn();
      if (value != null) {
        long lsn = log.lsnOf(value);
        assertTrue(lsn <= acknowledgedLsn, lsn + " was read, acknowledged=" + acknowledgedLsn);
        Long before = newestLsn.put(key, lsn);
        assertTrue(before == null || before <= lsn, before + " was read before " + lsn);
        reads.incrementAndGet();
      }
      LockSupport.parkNanos(READ_PAUSE_NS);
    }
    return null;
  }

  /** A batch is seen whole: a scan finds the twins equal. */
  private Void readTwins(LogStore store) throws Exception {
    while (writing.get()) {
      List<Entry> twins = store.scan(TWIN_A, Bytes.EMPTY, 2);
      assertTrue(twins.isEmpty() || twins.size() == 2, "entries=" + twins.size());
      if (!twins.isEmpty()) {
        assertEquals(twins.getFirst().value(), twins.getLast().value());
      }
      LockSupport.parkNanos(READ_PAUSE_NS);
    }
    return null;
  }
}
