package org.ackmark.quorum.sim;

import java.time.Duration;
import org.ackmark.wal.Level;

/**
 * How long a node's disk takes until a record has reached a level. Syncs of one log follow each
 * other; those asked for at the same time end at the same time.
 *
 * @param writeNs to {@link Level#WRITTEN}; {@link Level#RECEIVED} takes none
 * @param syncNs to {@link Level#SYNCED}
 */
public record DiskSpeed(long writeNs, long syncNs) {
  /** A write takes 5 µs, a sync 500 µs. */
  public static final DiskSpeed USUAL = of(Duration.ofNanos(5_000), Duration.ofNanos(500_000));

  /** Checks the values. */
  public DiskSpeed {
    if (writeNs < 0 || syncNs < writeNs) {
      throw new IllegalArgumentException("writeNs=" + writeNs + " syncNs=" + syncNs);
    }
  }

  /** That long for a write and for a sync. */
  public static DiskSpeed of(Duration write, Duration sync) {
    return new DiskSpeed(write.toNanos(), sync.toNanos());
  }

  long delayNs(Level level) {
    return switch (level) {
      case RECEIVED -> 0;
      case WRITTEN -> writeNs;
      case SYNCED -> syncNs;
    };
  }
}
