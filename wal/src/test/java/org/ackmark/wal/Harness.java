package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.OperationHook;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.params.provider.Arguments;

/** What the tests of whole logs share: small logs, records that can be told apart, threads. */
public final class Harness {
  static final int SEGMENT_BYTES = 64 << 10;

  /** Waiting longer than this means that a log is stuck; no test measures time by it. */
  static final int STUCK_SECONDS = 30;

  private static final long HOUR_NS = 3_600_000_000_000L;

  private Harness() {}

  /** Where a log lives. */
  public enum Home {
    /** In memory. */
    SIM,
    /** In a directory. */
    POSIX;

    /** An empty directory; ends the test, saying why, where it can't serve the variant. */
    public Disk disk(Path parent, Variant variant) throws IOException {
      if (this == SIM) {
        return new SimDisk("sim");
      }
      Disk disk = new PosixDisk(parent.resolve("log"));
      if (variant.fileMethod() != null && variant.fileMethod().direct()) {
        requireDirect(disk, parent, variant.fileMethod());
      }
      return disk;
    }

    private static void requireDirect(Disk disk, Path parent, FileMethod method)
        throws IOException {
      try {
        disk.create("probe", method).close();
        disk.delete("probe");
      } catch (InvalidArgumentException e) {
        abort("O_DIRECT is refused by " + Files.getFileStore(parent) + ": " + e.getMessage());
      }
    }
  }

  /** Every variant that has a file. */
  static Stream<Variant> withFile() {
    return Arrays.stream(Variant.values()).filter(v -> v.fileMethod() != null);
  }

  /** Every variant that has a file, in every home. */
  static Stream<Arguments> logs() {
    return Stream.of(Home.values())
        .flatMap(home -> withFile().map(variant -> arguments(variant, home)));
  }

  /** Segments of 64 KiB, a ring of 64 KiB, groups of 32 KiB; no marks of its own accord. */
  static WalOptions small(Variant variant) {
    return WalOptions.of(variant)
        .withSegmentBytes(SEGMENT_BYTES)
        .withBufferBytes(64 << 10)
        .withGroup(32 << 10, 0, 5)
        .withIdleMarkNs(HOUR_NS);
  }

  /** {@link #small}, and nothing is synced unless it is asked for. */
  static WalOptions lazy(Variant variant) {
    return small(variant).withInterval(HOUR_NS, HOUR_NS, Long.MAX_VALUE / 2);
  }

  /** The seed of a random test: printed, so that a failure can be run again by {@code -Dseed=}. */
  static long seed() {
    Long given = Long.getLong("seed");
    long seed = given != null ? given : new SplittableRandom().nextLong();
    System.out.println("seed=" + seed);
    return seed;
  }

  /** A record's bytes, told by the seed and whatever identifies it. */
  static byte[] bytes(long seed, long token, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed ^ token * 0x9e37_79b9_7f4a_7c15L).nextBytes(bytes);
    return bytes;
  }

  static ByteBuffer record(long seed, long token, int length) {
    return ByteBuffer.wrap(bytes(seed, token, length));
  }

  /** Appends records of {@code length} bytes, each told by its LSN; returns the last LSN. */
  static long append(Wal wal, long seed, int count, int length) throws IOException {
    long lsn = wal.appendedLsn();
    for (int i = 0; i < count; i++) {
      long next = wal.append(record(seed, lsn + 1, length));
      assertEquals(++lsn, next, "LSNs are dense");
    }
    return lsn;
  }

  /** Every record from {@code fromLsn} on; checks that their LSNs are dense. */
  static TreeMap<Long, byte[]> replay(Wal wal, long fromLsn) throws IOException {
    TreeMap<Long, byte[]> found = new TreeMap<>();
    long[] expected = {fromLsn};
    long last =
        wal.replay(
            fromLsn,
            (lsn, record) -> {
              assertEquals(expected[0]++, lsn, "LSNs are dense");
              byte[] bytes = new byte[record.remaining()];
              record.get(bytes);
              found.put(lsn, bytes);
            });
    assertEquals(expected[0] - 1, last, "the last LSN visited");
    return found;
  }

  /** Checks that the log holds exactly the records that {@link #append} put there. */
  static void requireAppended(Wal wal, long seed, long fromLsn, long toLsn, int length)
      throws IOException {
    TreeMap<Long, byte[]> expected = new TreeMap<>();
    for (long lsn = fromLsn; lsn <= toLsn; lsn++) {
      expected.put(lsn, bytes(seed, lsn, length));
    }
    requireSame(expected, replay(wal, fromLsn));
  }

  static void requireSame(Map<Long, byte[]> expected, Map<Long, byte[]> found) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()));
    expected.forEach((lsn, bytes) -> assertArrayEquals(bytes, found.get(lsn), "lsn=" + lsn));
  }

  /** Closes a log; fails when that gets stuck. */
  static void close(Wal wal) throws Exception {
    closing(wal).join();
  }

  static Background<Void> closing(Wal wal) {
    return Background.start(() -> {
      wal.close();
      return null;
    });
  }

  /** Waits for something that must come. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STUCK_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> "stuck: " + what);
      Thread.sleep(1);
    }
  }

  /** A task on a thread of its own. */
  static final class Background<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> work, Thread.Builder builder) {
      this.task = new FutureTask<>(work);
      this.thread = builder.start(task);
    }

    static <T> Background<T> start(Callable<T> work) {
      return new Background<>(work, Thread.ofPlatform().daemon());
    }

    /** A thread that commits. */
    static Background<Void> commit(Wal wal, long lsn) {
      return await(wal, lsn, wal.level());
    }

    static Background<Void> await(Wal wal, long lsn, Level level) {
      return start(() -> {
        wal.await(lsn, level);
        return null;
      });
    }

    static <T> Background<T> startVirtual(Callable<T> work) {
      return new Background<>(work, Thread.ofVirtual());
    }

    Thread thread() {
      return thread;
    }

    boolean isDone() {
      return task.isDone();
    }

    /** Waits until the thread waits for something itself, or has ended. */
    void awaitBlocked() throws InterruptedException {
      Harness.await("it neither blocks nor ends", () -> isBlocked() || task.isDone());
    }

    private boolean isBlocked() {
      return switch (thread.getState()) {
        case BLOCKED, WAITING, TIMED_WAITING -> true;
        default -> false;
      };
    }

    /** Its result; throws what it threw, and fails when it is stuck. */
    T join() throws Exception {
      try {
        return task.get(STUCK_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case Exception cause -> throw cause;
          case Error cause -> throw cause;
          default -> throw e;
        }
      } catch (TimeoutException e) {
        AssertionError stuck = new AssertionError("stuck: " + thread);
        stuck.setStackTrace(thread.getStackTrace());
        throw stuck;
      }
    }

    static void joinAll(List<? extends Background<?>> all) throws Exception {
      for (Background<?> one : all) {
        one.join();
      }
    }

    /** What it threw; null when it returned. */
    Exception failure() {
      try {
        join();
        return null;
      } catch (Exception e) {
        return e;
      }
    }
  }

  /** Notes what is done to a log's own files, as against those that are being prepared. */
  static final class Trace implements OperationHook {
    private final List<Operation> operations = new ArrayList<>(); // guarded by this
    private final OperationHook next;

    private Trace(OperationHook next) {
      this.next = next;
    }

    static Trace of(SimDisk disk) {
      return of(disk, _ -> {});
    }

    /** Also does what {@code next} does. */
    static Trace of(SimDisk disk, OperationHook next) {
      Trace trace = new Trace(next);
      disk.hook(trace);
      return trace;
    }

    @Override
    public void before(Operation operation) throws IOException {
      if (operation.name().startsWith("segment-")) {
        synchronized (this) {
          operations.add(operation);
        }
      }
      next.before(operation);
    }

    synchronized List<Operation> all() {
      return List.copyOf(operations);
    }

    List<Operation> of(Operation.Kind kind) {
      return all().stream().filter(operation -> operation.kind() == kind).toList();
    }

    int count(Operation.Kind kind) {
      return of(kind).size();
    }
  }

  /** Holds the operations of a disk that it is told to, until they are released. */
  static final class Hold implements OperationHook {
    private final Predicate<Operation> held;
    private final Semaphore arrivals = new Semaphore(0);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold(Predicate<Operation> held) {
      this.held = held;
    }

    /** Holds operations of that kind on the log's own files. */
    static Hold of(Operation.Kind kind) {
      return new Hold(op -> op.kind() == kind && op.name().startsWith("segment-"));
    }

    @Override
    public void before(Operation operation) {
      if (released.getCount() > 0 && held.test(operation)) {
        arrivals.release();
        awaitRelease();
      }
    }

    private void awaitRelease() {
      boolean interrupted = false;
      while (true) {
        try {
          released.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // what the kernel does can't be interrupted either
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits until so many more operations are held. */
    void awaitArrivals(int count) throws InterruptedException {
      assertTrue(
          arrivals.tryAcquire(count, STUCK_SECONDS, TimeUnit.SECONDS),
          () -> "stuck: held=" + arrivals.availablePermits() + " of expected=" + count);
    }

    /** How many operations came since the last {@link #awaitArrivals}. */
    int arrivals() {
      return arrivals.availablePermits();
    }

    void release() {
      released.countDown();
    }
  }
}
