package org.ackmark.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.bench.run.SegmentStock;
import org.ackmark.bench.run.Settling;
import org.ackmark.wal.Level;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;

/**
 * Puts one load after another on a log: prepares its segments, starts a JVM, lets the device
 * settle. Blocks for each. For one thread.
 */
final class RateRunner {
  /** More than a log that moves its low-water mark every two segments has in use. */
  private static final long RECYCLED_BYTES = 384L << 20;

  private static final long RECYCLED_SEGMENTS = 6;

  private final WorkDirectory work;
  private final Path runDirectory;
  private final ChildJvm jvm;
  private final LoadPlan plan;
  private final Settling settling;
  private final Map<String, Path> folders = new HashMap<>();

  RateRunner(WorkDirectory work, Path runDirectory, Path parts, LoadPlan plan, Settling settling) {
    this.work = work;
    this.runDirectory = runDirectory.toAbsolutePath();
    this.jvm = new ChildJvm(parts.toAbsolutePath());
    this.plan = plan;
    this.settling = settling;
  }

  /** What the JVM gave, and the options that took effect. */
  record Ended(LoadResult result, WalOptions options) {}

  /**
   * Runs one load.
   *
   * @param ratePerSecond 0 for as many as the bound allows
   * @param name of its files; its histograms are kept unless the rate is 0
   */
  Ended run(LoadSubject subject, long ratePerSecond, long windowNs, String name)
      throws IOException, InterruptedException {
    long expectedBytes = expectedBytes(ratePerSecond, windowNs);
    Path folder = folder(subject);
    WalOptions options = prepare(subject, folder.resolve("log"), expectedBytes);
    LoadAssignment assignment =
        new LoadAssignment(
            options,
            folder.toString(),
            subject.replication().orElse(null),
            plan.options().hosts().orElse(null),
            plan.options().recordBytes(),
            plan.options().bound(),
            plan.options().arrival(),
            ratePerSecond,
            plan.seed(),
            plan.options().warmUpNs(),
            windowNs,
            ratePerSecond == 0 ? null : runDirectory.toString(),
            name);
    LoadResult result = jvm.run(assignment);
    settling.settle(folder);
    return new Ended(result, options);
  }

  /** Unknown before the capacity is: a log at full speed gets a large stock. */
  private long expectedBytes(long ratePerSecond, long windowNs) {
    double seconds = (plan.options().warmUpNs() + windowNs) / 1e9;
    return ratePerSecond == 0 ? LoadSpace.UNKNOWN_BYTES : plan.logBytes(ratePerSecond * seconds);
  }

  private Path folder(LoadSubject subject) throws IOException {
    WalOptions options = subject.options();
    boolean recycles = options.preallocation() == Preallocation.RECYCLED;
    String kind = recycles ? "recycled-" + options.segmentBytes() : "fresh";
    String name = subject.replication().isPresent() ? kind + "-replicas" : kind;
    Path folder = folders.get(name);
    if (folder == null) {
      folder = work.folder(name);
      folders.put(name, folder);
    }
    return folder;
  }

  private WalOptions prepare(LoadSubject subject, Path directory, long expectedBytes)
      throws IOException {
    WalOptions options = subject.options();
    if (options.variant() == Variant.MEMORY) {
      return options;
    }
    long stockBytes = stockBytes(subject, expectedBytes);
    WalOptions stocked = options;
    for (Path log : logs(subject, directory)) {
      stocked = prepare(options, log, stockBytes); // the same for each
    }
    return stocked;
  }

  /** The folders of the logs that are here. */
  private static List<Path> logs(LoadSubject subject, Path directory) {
    return subject.replication().isPresent()
        ? Replicas.folders(directory, subject.replicasHere())
        : List.of(directory);
  }

  private WalOptions prepare(WalOptions options, Path log, long stockBytes) throws IOException {
    work.requireFree(SegmentStock.bytes(options, stockBytes) - bytesIn(log));
    SegmentStock stock = new SegmentStock(log, options, stockBytes);
    stock.prepare();
    if (!options.variant().fileMethod().direct()) {
      stock.warmCache();
    }
    return stock.options();
  }

  private static long bytesIn(Path log) throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** A log that never syncs can't move its low-water mark, so it recycles nothing meanwhile. */
  static long stockBytes(LoadSubject subject, long expectedBytes) {
    WalOptions options = subject.options();
    boolean recycles =
        subject.level() == Level.SYNCED || options.variant().policy() == Variant.Policy.INTERVAL;
    long enough = Math.max(RECYCLED_BYTES, RECYCLED_SEGMENTS * options.segmentBytes());
    return recycles ? Math.min(expectedBytes, enough) : expectedBytes;
  }
}
