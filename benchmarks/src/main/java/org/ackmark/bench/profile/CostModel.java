package org.ackmark.bench.profile;

import org.ackmark.wal.WalOptions;

/**
 * What an observation costs besides the time it measures. The time is an estimate, and a high one
 * where an observation reaches its bytes before its time; the bytes are a bound on what the log and
 * the probe hand to the operating system. A device may write more: a file system rewrites whole
 * pages and keeps a journal. Immutable.
 *
 * @param jvmStartNs from starting a JVM to its first record
 * @param settleNs syncing the files and letting the device fall idle afterwards
 * @param fillBytesPerSecond rate at which segments, stores and logs are filled beforehand
 * @param probeNs one probe of the device; there is one before the first block and after each
 * @param probeBytes what one probe writes
 */
public record CostModel(
    long jvmStartNs, long settleNs, long fillBytesPerSecond, long probeNs, long probeBytes) {

  /** Seen on a small virtual machine with a network disk. */
  public static final CostModel TYPICAL =
      new CostModel(1_200_000_000L, 300_000_000L, 200L << 20, 3_000_000_000L, 64L << 20);

  /** The segment in use, the one made ready ahead, and the one on its way to be used again. */
  private static final int SEGMENTS_FILLED = 3;

  private static final double NS_PER_SECOND = 1e9;

  /** How long one observation of a point takes from start to start. */
  public double timeNs(Point point, Limits limits) {
    double fillNs = filledBytes(point) / fillBytesPerSecond * NS_PER_SECOND;
    return jvmStartNs + fillNs + limits.warmUpNs() + limits.timeNs() + settleNs;
  }

  /** Most bytes that one observation of a point writes. */
  public double maxBytes(Point point, Limits limits) {
    double seconds = (limits.warmUpNs() + limits.timeNs()) / NS_PER_SECOND;
    return filledBytes(point)
        + loggedBytes(point, limits)
        + point.backgroundBytesPerSecond() * seconds;
  }

  private static double filledBytes(Point point) {
    return inFiles(point) ? point.replicas() * (segmentBytes(point) + storedBytes(point)) : 0;
  }

  private static double segmentBytes(Point point) {
    if (point.variant().isRatis()) {
      return 0; // made as it is written
    }
    WalOptions options = point.variant().options();
    return switch (options.preallocation()) {
      case APPEND, SPARSE -> 0;
      case ZERO_FILLED, RECYCLED -> (double) SEGMENTS_FILLED * options.segmentBytes();
    };
  }

  private static double storedBytes(Point point) {
    double store = (double) point.keys() * point.recordBytes();
    return switch (point.benchmark()) {
      case COMMIT, APPEND -> 0;
      case STORE_PUT, STORE_GET, STORE_MIX -> store;
      case RECOVERY -> point.logBytes();
      case SNAPSHOT -> 2 * store;
    };
  }

  private static double loggedBytes(Point point, Limits limits) {
    return inFiles(point) && point.benchmark().writesLog()
        ? point.replicas() * ((double) limits.bytes() + limits.warmUpBytes())
        : 0;
  }

  private static boolean inFiles(Point point) {
    return point.variant().variant().fileMethod() != null;
  }
}
