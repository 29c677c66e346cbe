package org.ackmark.bench.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.profile.Limits;

/** Bytes that a run needs at once in its directory. Pure. */
final class SpaceNeed {
  private static final long BACKGROUND_BYTES = 256L << 20;
  private static final long MARGIN_BYTES = 64L << 20;

  private SpaceNeed() {}

  /** Segments of one size, of each arm its own. */
  private record Stock(String arm, boolean replicated, long segmentBytes) {
    static Stock of(Subject subject) {
      return new Stock(
          subject.arm(),
          subject.point().replication().isPresent(),
          subject.options().segmentBytes());
    }
  }

  /** The stocks of segments, what stands beside them, and the probe. */
  static long bytes(List<Subject> subjects, Limits limits, long probeBytes) {
    Map<Stock, Long> stocks = new HashMap<>();
    long besideBytes = 0;
    for (Subject subject : subjects) {
      if (subject.fileMethod().isPresent()) {
        long logBytes = ObservationRunner.logBytes(subject.point(), limits);
        long stockBytes =
            subject.point().replicas() * SegmentStock.bytes(subject.options(), logBytes);
        stocks.merge(Stock.of(subject), stockBytes, Math::max);
      }
      besideBytes = Math.max(besideBytes, besideBytes(subject, limits));
    }
    long stockBytes = stocks.values().stream().mapToLong(Long::longValue).sum();
    return stockBytes + besideBytes + probeBytes + MARGIN_BYTES;
  }

  private static long besideBytes(Subject subject, Limits limits) {
    long background = subject.point().backgroundBytesPerSecond() > 0 ? BACKGROUND_BYTES : 0;
    boolean copied = subject.point().benchmark().needsFiles();
    if (subject.onRatis()) {
      long logBytes = ObservationRunner.logBytes(subject.point(), limits);
      return background + subject.point().replicas() * logBytes;
    }
    return background + (copied ? ObservationRunner.logBytes(subject.point(), limits) : 0);
  }
}
