package org.ackmark.quorum.ratis;

import org.apache.ratis.metrics.RatisMetricRegistry;
import org.apache.ratis.metrics.RatisMetrics;
import org.apache.ratis.server.metrics.SegmentedRaftLogMetrics;
import org.apache.ratis.server.raftlog.RaftLog;

/**
 * What a replica's log has done since it was opened.
 *
 * @param appended entries written, those of Ratis' own included
 * @param flushes how often it asked for what is written to be synced; under {@link
 *     RatisSync#ASYNC_FLUSH} and {@link RatisSync#UNSAFE_FLUSH} the sync comes later or fails
 *     unseen, so count the system calls where it matters
 */
public record RatisCounters(long appended, long flushes) {
  /** A log in memory counts nothing, but holds all that it ever got. */
  static RatisCounters of(RaftLog log) {
    if (!(log.getRaftLogMetrics() instanceof SegmentedRaftLogMetrics metrics)) {
      return new RatisCounters(log.getNextIndex(), 0);
    }
    RatisMetricRegistry registry = ((RatisMetrics) metrics).getRegistry();
    return new RatisCounters(
        registry.counter(SegmentedRaftLogMetrics.RAFT_LOG_APPEND_ENTRY_COUNT).getCount(),
        registry.counter(SegmentedRaftLogMetrics.RAFT_LOG_FLUSH_COUNT).getCount());
  }
}
