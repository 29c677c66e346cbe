package org.ackmark.wal.segment;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.io.Disk;

/** Options that make a log small enough to try it many thousand times. */
final class Small {
  /** Room for four entries of 1 KiB, or for one direct write. */
  static final long SEGMENT_BYTES = 8192;

  private static final int BUFFER_BYTES = 1 << 14;
  private static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);

  private Small() {}

  /** Small segments; nothing happens on its own: no idle mark, no sync at an interval. */
  static WalOptions options(Variant variant) {
    return WalOptions.of(variant)
        .withSegmentBytes(SEGMENT_BYTES)
        .withPreallocation(Preallocation.ZERO_FILLED, 0)
        .withBufferBytes(BUFFER_BYTES)
        .withGroup(4096, 0, 0)
        .withGroupsInFlight(2)
        .withInterval(NEVER_NS, NEVER_NS, Long.MAX_VALUE)
        .withIdleMarkNs(NEVER_NS);
  }

  static SegmentedLog open(Disk disk, Variant variant) throws IOException {
    return SegmentedLog.open(disk, options(variant));
  }

  static SegmentedLog open(Disk disk) throws IOException {
    return open(disk, Variant.SYNC);
  }

  /** What a log holds that is opened on {@code disk} and closed again. */
  static String reread(Disk disk) throws IOException {
    try (SegmentedLog log = SegmentedLog.open(disk, unfilled(Variant.SYNC))) {
      return Records.read(log);
    }
  }

  /** Segments that grow as they are written: much faster to make than filled ones. */
  static WalOptions unfilled(Variant variant) {
    return options(variant).withPreallocation(Preallocation.APPEND, 0);
  }
}
