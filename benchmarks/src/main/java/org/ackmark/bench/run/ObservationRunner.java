package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ackmark.bench.jmh.Assignment;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Limits;
import org.ackmark.bench.profile.Point;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.bench.turns.TurnTable;
import org.ackmark.results.Latency;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.latency.HistogramFiles;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.spi.LogProvider;

/**
 * Makes one observation after another in the folders of one work directory: prepares the files,
 * starts a JVM, takes what it gives, lets the device settle. The arms of a comparison have a folder
 * and a JVM each, and take turns at the device. Blocks for each. For one thread.
 */
final class ObservationRunner {
  /** Kept of a key beside its value: its bytes, the record's head, the entry's head, padding. */
  private static final long BYTES_BESIDE_VALUE = 128;

  /** Interface to the work directory: makes a folder that is deleted in the end. */
  interface Folders {
    Path folder(String name) throws IOException;
  }

  private final ArmHosts arms;
  private final Hosts replicaHosts; // null where all is here
  private final Folders folders;
  private final RunDirectory results;
  private final JmhParts parts;
  private final Limits limits;
  private final Settling settling;

  ObservationRunner(
      ArmHosts arms,
      Hosts replicaHosts,
      Folders folders,
      RunDirectory results,
      JmhParts parts,
      Limits limits,
      Settling settling) {
    this.arms = arms;
    this.replicaHosts = replicaHosts;
    this.folders = folders;
    this.results = results;
    this.parts = parts;
    this.limits = limits;
    this.settling = settling;
  }

  /**
   * Makes the observations of one point: of one arm, or of several, which then take turns. What
   * goes wrong in a JVM is in its result.
   *
   * @param floors tell whether O_DIRECT can be used
   */
  List<Attempt> run(List<Subject> arms, Floors floors) throws IOException, InterruptedException {
    Subject first = arms.getFirst();
    boolean direct = first.fileMethod().map(FileMethod::direct).orElse(false);
    if (direct && floors.directRefused() != null) {
      return arms.stream()
          .map(arm -> Attempt.skipped(arm, Instant.now(), floors.directRefused()))
          .toList();
    }
    return first.inTurns() ? inTurns(arms) : oneByOne(arms);
  }

  private List<Attempt> oneByOne(List<Subject> arms) throws IOException, InterruptedException {
    List<Attempt> attempts = new ArrayList<>();
    for (Subject arm : arms) {
      Preparation ready = prepare(arm);
      attempts.add(measure(arm, ready, null, limits.timeNs()));
      settling.settle(ready.folder);
    }
    return attempts;
  }

  /** Each arm warms up while the others rest, and then all are measured, a slice each. */
  private List<Attempt> inTurns(List<Subject> arms) throws IOException, InterruptedException {
    long iterationNs = TurnTable.iterationNs(arms.size(), limits.timeNs());
    List<Preparation> ready = new ArrayList<>();
    for (Subject arm : arms) {
      ready.add(prepare(arm));
    }
    List<Future<Attempt>> running = new ArrayList<>();
    try (ExecutorService jvms = Executors.newFixedThreadPool(arms.size());
        TurnTable table = TurnTable.open()) {
      for (int i = 0; i < arms.size(); i++) {
        Subject arm = arms.get(i);
        Preparation files = ready.get(i);
        Future<Attempt> jvm = jvms.submit(() -> measure(arm, files, table.socket(), iterationNs));
        running.add(jvm);
        table.seat(jvm::isDone);
      }
      table.play(limits.timeNs());
    }
    settling.settle(ready.stream().map(Preparation::folder).toList());
    return ended(running);
  }

  private static List<Attempt> ended(List<Future<Attempt>> jvms)
      throws IOException, InterruptedException {
    List<Attempt> attempts = new ArrayList<>();
    for (Future<Attempt> jvm : jvms) {
      try {
        attempts.add(jvm.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        throw new IllegalStateException("an observation failed: " + e.getCause(), e);
      }
    }
    return attempts;
  }

  /** Where an observation's files are, and what is in the log's options because of them. */
  private record Preparation(Path folder, WalOptions options, Instant startedAt) {}

  private Preparation prepare(Subject subject) throws IOException {
    Instant startedAt = Instant.now();
    Path folder = folders.folder(folderName(subject));
    return new Preparation(folder, prepare(subject, folder), startedAt);
  }

  private static String folderName(Subject subject) {
    WalOptions options = subject.options();
    String kind = recycles(subject) ? "recycled-" + options.segmentBytes() : "fresh";
    String logs = subject.point().replication().isPresent() ? kind + "-replicas" : kind;
    return subject.arm() == null ? logs : logs + "-" + subject.arm();
  }

  private static boolean recycles(Subject subject) {
    return subject.fileMethod().isPresent()
        && subject.options().preallocation() == Preallocation.RECYCLED;
  }

  private WalOptions prepare(Subject subject, Path folder) throws IOException {
    deleteAllBut(folder, recycles(subject) ? "log" : "");
    if (!recycles(subject)) {
      return subject.options();
    }
    WalOptions options = subject.options();
    for (Path log : logs(subject, folder.resolve("log"))) {
      SegmentStock stock = new SegmentStock(log, subject.options(), logBytes(subject.point()));
      stock.prepare();
      if (!subject.options().variant().fileMethod().direct()) {
        stock.warmCache();
      }
      options = stock.options(); // the same for each
    }
    return options;
  }

  private static List<Path> logs(Subject subject, Path directory) {
    return subject
        .point()
        .replication()
        .map(replication -> Replicas.folders(directory, replication.quorum().n()))
        .orElse(List.of(directory));
  }

  /** What the log of a point may come to hold in one observation. */
  private long logBytes(Point point) {
    return logBytes(point, limits);
  }

  static long logBytes(Point point, Limits limits) {
    long stored = point.keys() * (point.recordBytes() + BYTES_BESIDE_VALUE);
    long loaded = limits.bytes() + limits.warmUpBytes();
    return switch (point.benchmark()) {
      case COMMIT, APPEND -> loaded;
      case STORE_PUT, STORE_MIX -> loaded + stored;
      case STORE_GET, SNAPSHOT -> stored;
      case RECOVERY -> {
        long records = Math.max(1, point.logBytes() / point.recordBytes());
        yield records * (point.recordBytes() + BYTES_BESIDE_VALUE);
      }
    };
  }

  /**
   * Blocks until its JVM has ended.
   *
   * @param table where turns are taken; null for none
   * @param iterationNs how long JMH measures
   */
  private Attempt measure(Subject subject, Preparation files, Path table, long iterationNs)
      throws IOException {
    Path resultFile = parts.file(subject.fileName() + ".part");
    Path outputFile = parts.file(subject.fileName() + ".txt");
    JmhFork fork = new JmhFork(arms.of(subject.arm()), resultFile, outputFile);
    Assignment assignment = assignment(subject, files, table);
    ForkResult result = fork.run(subject.point(), assignment, limits, iterationNs);
    Latency latency = Latency.none();
    if (result.failure() == null) {
      ScoreCorrection.apply(resultFile, result, table != null);
      parts.done(resultFile, subject.fileName());
      latency = latency(subject);
    }
    return new Attempt(subject, files.options, files.startedAt, null, result, latency);
  }

  private Latency latency(Subject subject) {
    Path file = results.file(subject.fileName() + ".hlog");
    return Files.exists(file)
        ? LatencyInterval.merged(HistogramFiles.readLog(file), Timing.SERVICE).latency()
        : Latency.none();
  }

  private Assignment assignment(Subject subject, Preparation files, Path table) {
    Point point = subject.point();
    return new Assignment(
        point.variant().label(),
        files.options,
        subject.foreign().map(LogProvider::name).orElse(null),
        files.folder.toString(),
        Math.toIntExact(point.recordBytes()),
        point.writers(),
        point.backgroundBytesPerSecond(),
        point.keys(),
        point.getPercent(),
        point.logBytes(),
        limits.warmUpBytes() * point.replicas(),
        limits.bytes() * point.replicas(),
        results.path().toAbsolutePath().toString(),
        subject.fileName(),
        point.replication().orElse(null),
        replicaHosts,
        table == null ? null : table.toString());
  }

  /** Empties a folder but for one entry; the stock itself decides what of that can be used. */
  private static void deleteAllBut(Path folder, String kept) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      if (!path.equals(folder) && !path.startsWith(folder.resolve(kept.isEmpty() ? "." : kept))) {
        Files.delete(path);
      }
    }
  }
}
