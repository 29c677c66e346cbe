package org.ackmark.bench.profile;

import java.util.Arrays;
import org.ackmark.quorum.ratis.RatisReads;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.Level;

/**
 * In which of its ways Apache Ratis syncs and reads. Immutable.
 *
 * @param sync when its log syncs, which says at what level it acknowledges
 * @param reads whether a leader asks the others before it answers
 */
public record RatisWays(RatisSync sync, RatisReads reads) {

  /** With linearizable reads. */
  public static RatisWays of(RatisSync sync) {
    return new RatisWays(sync, RatisReads.LINEARIZABLE);
  }

  /** The safest way in which Ratis acknowledges at that level. */
  static RatisSync safest(Level level) {
    return Arrays.stream(RatisSync.values())
        .filter(sync -> sync.level() == level)
        .findFirst()
        .orElseThrow();
  }

  boolean linearizable() {
    return reads == RatisReads.LINEARIZABLE;
  }

  /** Such as {@code forced} or {@code forced-default-reads}. */
  String label() {
    return Label.of(sync) + (linearizable() ? "" : "-" + Label.of(reads) + "-reads");
  }
}
