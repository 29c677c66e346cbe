package org.ackmark.quorum.ratis;

import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;

/**
 * When Ratis' log syncs, and what an acknowledged write is worth then: which level each of the
 * copies that made it a majority had surely reached. The names are Ratis' own; the levels are what
 * was found by counting and holding its syncs, not what the names say.
 *
 * <pre>
 *                 acknowledges               level     survives        loss window
 *   FORCED        after the sync             SYNCED    POWER_LOSS      none
 *   ASYNC_FLUSH   after a sync, perhaps one  WRITTEN   PROCESS_CRASH   what was written during that
 *                 that began too early                                 sync; without end once a sync
 *                                                                      has failed, and nobody is told
 *   UNSAFE_FLUSH  when it asks for the sync  WRITTEN   PROCESS_CRASH   the syncs that wait in a queue
 *                                                                      without bound
 *   IN_MEMORY     when it is in memory       RECEIVED  NOTHING         everything since the start
 * </pre>
 *
 * <p>A window is one replica's: a write is lost to the group when so many of a majority lose theirs
 * that those that are left can elect a leader without it.
 */
public enum RatisSync {
  /**
   * {@code fdatasync} on the log's own thread, for all entries that are written and at the latest
   * after 128; nothing is acknowledged before. The first failure fails the log for good. Ratis
   * syncs no directory: that a new segment's name is durable with its content is the file system's
   * courtesy (ext4 and XFS extend it).
   */
  FORCED(Level.SYNCED),

  /**
   * {@code raft.server.log.async-flush.enabled}: the sync runs on a second thread while the first
   * goes on writing. When it returns, everything that is written <em>then</em> counts as flushed,
   * though it was written after the sync had begun; and when it fails, the same. Seen so in Ratis
   * 3.3.0 ({@code SegmentedRaftLogWorker.asyncFlushOutStream}).
   */
  ASYNC_FLUSH(Level.WRITTEN),

  /**
   * {@code raft.server.log.unsafe-flush.enabled}: like {@link #ASYNC_FLUSH}, and nobody waits for
   * the sync at all. What a failed one lost is told to nobody.
   */
  UNSAFE_FLUSH(Level.WRITTEN),

  /**
   * {@code raft.server.log.use.memory}, which Ratis has for tests: no log, no vote and no term is
   * stored, and nothing is ever cleaned, so memory grows with every write. A replica that restarts
   * has forgotten for whom it voted: start it under a group of a new name only. Not for a group of
   * one.
   */
  IN_MEMORY(Level.RECEIVED);

  private final Level level;

  RatisSync(Level level) {
    this.level = level;
  }

  /** What each copy that counted to the majority had surely reached. */
  public Level level() {
    return level;
  }

  /** What such a copy survives. */
  public Guarantee guarantee() {
    return level.guarantee();
  }
}
