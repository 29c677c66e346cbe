package org.ackmark.quorum.ratis;

import org.apache.ratis.metrics.RatisMetricRegistry;
import org.apache.ratis.metrics.RatisMetrics;
import org.apache.ratis.server.metrics.RaftLogMetrics;
import org.apache.ratis.server.metrics.SegmentedRaftLogMetrics;

/**
 * What a replica's log has done since it was opened.
 *
 * @param appended entries written, those of Ratis' own included
 * @param flushes how often it asked for what is written to be synced; under {@link
 *     RatisSync#ASYNC_FLUSH} and {@link RatisSync#UNSAFE_FLUSH} the sync comes later or fails
 *     unseen, so count the system calls where it matters
 */
public record RatisCounters(long appended, long flushes) {
  /** A log in memory counts nothing. */
  static RatisCounters of(RaftLogMetrics log) {
    if (!(log instanceof SegmentedRaftLogMetrics)) {
      return new RatisCounters(0, 0);
    }
    RatisMetricRegistry registry = ((RatisMetrics) log).getRegistry();
    return new RatisCounters(
        registry.counter(SegmentedRaftLogMetrics.RAFT_LOG_APPEND_ENTRY_COUNT).getCount(),
        registry.counter(SegmentedRaftLogMetrics.RAFT_LOG_FLUSH_COUNT).getCount());
  }
}
