package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.bench.jmh.Assignment;
import org.ackmark.bench.profile.Limits;
import org.ackmark.bench.profile.Point;
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
 * starts a JVM, takes what it gives, lets the device settle. Blocks for each. For one thread.
 */
final class ObservationRunner {
  /** Kept of a key beside its value: its bytes, the record's head, the entry's head, padding. */
  private static final long BYTES_BESIDE_VALUE = 128;

  /** Interface to the work directory: makes a folder that is deleted in the end. */
  interface Folders {
    Path folder(String name) throws IOException;
  }

  private final ArmHosts hosts;
  private final Folders folders;
  private final RunDirectory results;
  private final JmhParts parts;
  private final Limits limits;
  private final Settling settling;

  ObservationRunner(
      ArmHosts hosts,
      Folders folders,
      RunDirectory results,
      JmhParts parts,
      Limits limits,
      Settling settling) {
    this.hosts = hosts;
    this.folders = folders;
    this.results = results;
    this.parts = parts;
    this.limits = limits;
    this.settling = settling;
  }

  /**
   * Makes one observation. What goes wrong in its JVM is in the result.
   *
   * @param floors tell whether O_DIRECT can be used
   */
  Attempt run(Subject subject, Floors floors) throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    boolean direct = subject.fileMethod().map(FileMethod::direct).orElse(false);
    if (direct && floors.directRefused() != null) {
      return Attempt.skipped(subject, startedAt, floors.directRefused());
    }
    Path folder = folders.folder(folderName(subject));
    WalOptions options = prepare(subject, folder);
    Attempt attempt = measure(subject, options, folder, startedAt);
    settling.settle(folder);
    return attempt;
  }

  private static String folderName(Subject subject) {
    WalOptions options = subject.options();
    return recycles(subject) ? "recycled-" + options.segmentBytes() : "fresh";
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
    SegmentStock stock =
        new SegmentStock(folder.resolve("log"), subject.options(), logBytes(subject.point()));
    stock.prepare();
    if (!subject.options().variant().fileMethod().direct()) {
      stock.warmCache();
    }
    return stock.options();
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

  private Attempt measure(Subject subject, WalOptions options, Path folder, Instant startedAt)
      throws IOException {
    Path resultFile = parts.file(subject.fileName() + ".part");
    Path outputFile = parts.file(subject.fileName() + ".txt");
    JmhFork fork = new JmhFork(hosts.of(subject.arm()), resultFile, outputFile);
    ForkResult result = fork.run(subject.point(), assignment(subject, options, folder), limits);
    Latency latency = Latency.none();
    if (result.failure() == null) {
      ScoreCorrection.apply(resultFile, result);
      parts.done(resultFile, subject.fileName());
      latency = latency(subject);
    }
    return new Attempt(subject, options, startedAt, null, result, latency);
  }

  private Latency latency(Subject subject) {
    Path file = results.file(subject.fileName() + ".hlog");
    return Files.exists(file)
        ? LatencyInterval.merged(HistogramFiles.readLog(file), Timing.SERVICE).latency()
        : Latency.none();
  }

  private Assignment assignment(Subject subject, WalOptions options, Path folder) {
    Point point = subject.point();
    return new Assignment(
        point.variant().label(),
        options,
        subject.foreign().map(LogProvider::name).orElse(null),
        folder.toString(),
        Math.toIntExact(point.recordBytes()),
        point.writers(),
        point.backgroundBytesPerSecond(),
        point.keys(),
        point.getPercent(),
        point.logBytes(),
        limits.warmUpBytes(),
        limits.bytes(),
        results.path().toAbsolutePath().toString(),
        subject.fileName());
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
