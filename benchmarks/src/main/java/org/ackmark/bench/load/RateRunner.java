package org.ackmark.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.profile.VariantSetup;
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
  Ended run(VariantSetup variant, long ratePerSecond, long windowNs, String name)
      throws IOException, InterruptedException {
    long expectedBytes = expectedBytes(ratePerSecond, windowNs);
    Path folder = folder(variant.options());
    WalOptions options = prepare(variant.options(), folder.resolve("log"), expectedBytes);
    LoadAssignment assignment =
        new LoadAssignment(
            options,
            folder.toString(),
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

  private Path folder(WalOptions options) throws IOException {
    boolean recycles = options.preallocation() == Preallocation.RECYCLED;
    String name = recycles ? "recycled-" + options.segmentBytes() : "fresh";
    Path folder = folders.get(name);
    if (folder == null) {
      folder = work.folder(name);
      folders.put(name, folder);
    }
    return folder;
  }

  private WalOptions prepare(WalOptions options, Path log, long expectedBytes) throws IOException {
    if (options.variant() == Variant.MEMORY) {
      return options;
    }
    long stockBytes = stockBytes(options, expectedBytes);
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
  static long stockBytes(WalOptions options, long expectedBytes) {
    boolean recycles =
        options.variant().level() == Level.SYNCED
            || options.variant().policy() == Variant.Policy.INTERVAL;
    long enough = Math.max(RECYCLED_BYTES, RECYCLED_SEGMENTS * options.segmentBytes());
    return recycles ? Math.min(expectedBytes, enough) : expectedBytes;
  }
}
