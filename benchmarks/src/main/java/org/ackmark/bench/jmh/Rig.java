package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.profile.Fault;
import org.ackmark.bench.replicas.Outage;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.spi.ForeignWal;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * A log under load, or a store over one, with what belongs to the measurement: its meter, the
 * thread that recycles its segments, the other writer on the disk. For one thread.
 */
final class Rig implements AutoCloseable {
  private static final int MOST_PROBED_BYTES = 1 << 20;
  private static final long INTERVAL_NS = 1_000_000_000;

  /** In which the time is told during which nothing is acknowledged. */
  private static final long FAULT_INTERVAL_NS = 100_000_000;

  private final Assignment assignment;
  private final Wal log; // null under a store
  private final KeyValue store; // null without one
  private final Replicas replicas; // null without replication
  private final Meter meter;
  private final Recycler recycler; // null under a store: its snapshots say what may go
  private final BackgroundWriter backgroundWriter; // null for none
  private Outage outage; // null while nothing is to happen

  private Rig(
      Assignment assignment,
      Wal log,
      KeyValue store,
      Replicas replicas,
      Supplier<WalCounters> counters) {
    this.assignment = assignment;
    this.log = log;
    this.store = store;
    this.replicas = replicas;
    this.meter =
        new Meter(
            assignment.recordBytes(),
            assignment.runDirectory() == null ? 0 : intervalNs(assignment),
            counters,
            replicas == null
                ? () -> counters.get().writtenBytes()
                : () -> replicas.roughlyWrittenBytes(assignment.recordBytes()),
            flushes(Path.of(assignment.directory())));
    this.recycler = log == null ? null : new Recycler(log);
    this.backgroundWriter =
        assignment.backgroundBytesPerSecond() == 0
            ? null
            : new BackgroundWriter(
                Path.of(assignment.directory()).resolve("background"),
                assignment.backgroundBytesPerSecond(),
                meter::open);
    meter.makeCurrent();
  }

  private static long intervalNs(Assignment assignment) {
    boolean calm =
        assignment.replication() == null || assignment.replication().fault() == Fault.NONE;
    return calm ? INTERVAL_NS : FAULT_INTERVAL_NS;
  }

  /** Opens the log; JMH's iterations can begin. */
  static Rig ofLog(Assignment assignment) throws Exception {
    if (assignment.replication() != null) {
      return onReplicas(assignment, replicas -> rig(assignment, replicas.log(), null, replicas));
    }
    Wal log = Logs.open(assignment, logDirectory(assignment));
    return new Rig(assignment, log, null, null, log::counters);
  }

  private interface Opening {
    Rig on(Replicas replicas) throws Exception;
  }

  private static Rig rig(Assignment assignment, Wal log, KeyValue store, Replicas replicas) {
    return new Rig(assignment, log, store, replicas, replicas::counters);
  }

  private static Rig onReplicas(Assignment assignment, Opening opening) throws Exception {
    Replicas replicas =
        new Replicas(
            assignment.replication(),
            assignment.options(),
            logDirectory(assignment),
            Logs::disk,
            assignment.hosts());
    try {
      return opening.on(replicas);
    } catch (Exception e) {
      try (replicas) {
        throw e;
      }
    }
  }

  /** Opens a store and gives every key a value. */
  static Rig ofStore(Assignment assignment) throws Exception {
    Rig rig =
        assignment.replication() != null
            ? onReplicas(assignment, replicas -> rig(assignment, null, replicas.store(), replicas))
            : ofSingleStore(assignment);
    rig.keys().fill(rig.store, new Writer(assignment.recordBytes(), 0).value());
    return rig;
  }

  private static Rig ofSingleStore(Assignment assignment) throws IOException {
    LogStore store =
        LogStore.open(
            new PosixDisk(logDirectory(assignment)),
            LogOpener.of(assignment.options()),
            StoreOptions.DEFAULTS);
    return new Rig(assignment, null, store, null, store::counters);
  }

  private static Path logDirectory(Assignment assignment) throws IOException {
    return Files.createDirectories(Path.of(assignment.directory()).resolve("log"));
  }

  private static Supplier<OptionalLong> flushes(Path directory) {
    return FlushCounter.of(MeasuredDirectory.of(directory, KernelFiles.live()))
        .<Supplier<OptionalLong>>map(counter -> counter::read)
        .orElse(OptionalLong::empty);
  }

  Meter meter() {
    return meter;
  }

  Wal log() {
    return log;
  }

  /** The store of a single log. */
  LogStore store() {
    return (LogStore) store;
  }

  Keys keys() {
    return new Keys(assignment.keys());
  }

  Work put() {
    return Work.put(store, keys());
  }

  Work get() {
    return Work.get(store, keys());
  }

  Work mix() {
    return Work.mix(store, keys(), assignment.getPercent());
  }

  /** Whether acknowledgements come on several threads at once. */
  boolean acknowledgesConcurrently() {
    return log instanceof ForeignWal;
  }

  /** Begins what JMH calls an iteration; the writers rest. */
  void begin(IterationParams params) {
    boolean warmingUp = params.getType() == IterationType.WARMUP;
    meter.begin(warmingUp ? assignment.warmUpBytes() : assignment.bytes());
    if (replicas != null && !warmingUp) {
      long iterationNs = params.getTime().convertTo(TimeUnit.NANOSECONDS);
      outage = replicas.outage(iterationNs).orElse(null);
    }
    if (outage != null) {
      outage.begin();
    }
  }

  /** Puts back what was put out of action in the iteration; before what is under way is awaited. */
  void restore() throws IOException, InterruptedException {
    if (outage != null) {
      outage.end();
      meter.disturbed(outage);
      outage = null;
    }
  }

  /**
   * Has the replicas of a log, if there are some, tell what a commit should take: all that is under
   * way at once in one piece. The writers rest.
   */
  void foresee() throws IOException, InterruptedException {
    if (replicas != null && log != null) {
      long bytes = (long) assignment.recordBytes() * assignment.writers();
      replicas.forecast((int) Math.min(bytes, MOST_PROBED_BYTES)).ifPresent(meter::foreseen);
    }
  }

  @Override
  public void close() throws IOException {
    try (replicas;
        log;
        store;
        recycler;
        backgroundWriter) {
      meter.close();
    }
  }
}
