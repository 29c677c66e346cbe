package org.ackmark.quorum.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.store.LogOpener;

/**
 * A log made of logs: N replicas, of whom W acknowledge, and one fixed leader, which this is. LSNs
 * and bytes are those of the leader's own log. Each watermark is the W-th largest of the replicas',
 * the leader included; so a record is acknowledged when the fastest W have it, and a slow or dead
 * replica costs nothing while W answer.
 *
 * <p><b>What it survives</b> is said for the fault that hits all replicas at once by {@link
 * #guarantee}. Of the rest: with W copies at {@link Level#SYNCED}, any N − W replicas may be down
 * while it serves, and every restart is harmless; any W − 1 disks may be lost for good before an
 * acknowledged record is. Below {@link Level#SYNCED} each replica that loses its memory counts as a
 * lost disk, until the record is synced.
 *
 * <p><b>There is no election.</b> While the leader is down nothing is written. Its restart, or the
 * start of another node as leader, is the operator's; two at once are harmless: the one that
 * started last deposes the other, which then fails for good with a {@link DeposedException} as its
 * cause. Until it hears of that it acknowledges nothing, but what is read from it may be old.
 *
 * <p>When fewer than W answer, waiters get a {@link TooFewReplicasException} after the timeout and
 * the log stays usable; appending waits likewise once too much is not acknowledged. Thread-safe.
 */
public final class QuorumWal implements Wal {
  private final LogCluster cluster;
  private final Replica own;
  private final Leader leader;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Object truncation = new Object();

  private QuorumWal(LogCluster cluster, Replica own, Rules rules) {
    this.cluster = cluster;
    this.own = own;
    this.leader = new Leader(cluster, own, rules);
    requireReachable(cluster.quorum().level());
  }

  /**
   * Starts leading, on whatever threads the network has. Nothing blocks but the leader's own disk.
   *
   * @param own this node's replica, which the network reaches; the log closes it, but not when the
   *     start fails
   * @return the log once W replicas hold all that was ever acknowledged, synced; or a {@link
   *     TooFewReplicasException} after the timeout, or another IOException
   */
  public static CompletionStage<QuorumWal> start(LogCluster cluster, Replica own) {
    return start(cluster, own, Rules.SOUND);
  }

  static CompletionStage<QuorumWal> start(LogCluster cluster, Replica own, Rules rules) {
    QuorumWal log = new QuorumWal(cluster, own, rules);
    return log.leader.start(Optional.empty()).thenApply(_ -> log);
  }

  /** Like {@link #start}, and waits for the outcome, also when interrupted: the timeout ends it. */
  public static QuorumWal open(LogCluster cluster, Replica own) throws IOException {
    return Uninterrupted.outcome(start(cluster, own).toCompletableFuture());
  }

  /**
   * Opens logs, and with them the replica of this node: for a store. The store's snapshots then go
   * to replicas that need what its low-water mark has taken away, and to every replica before it
   * forgets anything itself.
   *
   * @param copies opens this node's own log
   * @param snapshots whether a store keeps snapshots in the same directory
   * @param attach makes the replica known to the network, before the start
   */
  public static LogOpener opener(
      LogCluster cluster, LogOpener copies, boolean snapshots, Consumer<Service> attach) {
    return new QuorumOpener(cluster, copies, snapshots, attach);
  }

  private void requireOpen() throws WalClosedException {
    if (closed.get()) {
      throw new WalClosedException("the replicated log of node=" + cluster.self() + " is closed");
    }
  }

  private void requireReachable(Level level) {
    if (own.log().level() == Level.RECEIVED && level != Level.RECEIVED) {
      throw new IllegalArgumentException("level=" + level + ": a log in memory never gets there");
    }
  }

  private void requireAppended(long lsn) {
    if (lsn < 1 || lsn > appendedLsn()) {
      throw new IllegalArgumentException("lsn=" + lsn + " appendedLsn=" + appendedLsn());
    }
  }

  /**
   * {@inheritDoc} Also waits while too much is not written by W replicas yet; not longer than the
   * timeout, and then it is a {@link TooFewReplicasException}, and no LSN is taken.
   */
  @Override
  public long append(ByteBuffer record) throws IOException {
    int length = record.remaining();
    if (length == 0 || length > WalOptions.maxRecordBytes()) {
      throw new IllegalArgumentException("recordBytes=" + length);
    }
    requireOpen();
    byte[] copy = new byte[length];
    record.duplicate().get(copy);
    return leader.append(copy);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TooFewReplicasException when W replicas have not come that far within the timeout
   */
  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    requireReachable(level);
    requireAppended(lsn);
    requireOpen();
    leader.await(lsn, level);
  }

  /** {@inheritDoc} The listener is told of a {@link TooFewReplicasException} after the timeout. */
  @Override
  public void await(long lsn, Level level, AckListener listener) throws IOException {
    requireReachable(level);
    requireAppended(lsn);
    requireOpen();
    leader.await(lsn, level, listener);
  }

  /** The quorum's. */
  @Override
  public Level level() {
    return cluster.quorum().level();
  }

  /**
   * {@inheritDoc} Of a fault that hits every replica at once: what one copy at this level survives.
   * The class's description says what single faults it survives beyond that.
   */
  @Override
  public Guarantee guarantee() {
    return level() == own.log().level() ? own.log().guarantee() : level().guarantee();
  }

  /** The present one of this leader. */
  Term term() {
    return leader.term();
  }

  @Override
  public long firstLsn() {
    return own.log().firstLsn();
  }

  @Override
  public long appendedLsn() {
    return leader.appendedLsn();
  }

  @Override
  public long writtenLsn() {
    return leader.lsnAt(Level.WRITTEN);
  }

  @Override
  public long durableLsn() {
    return leader.lsnAt(Level.SYNCED);
  }

  /** {@inheritDoc} Reads the leader's own log, up to the LSN that W replicas have written. */
  @Override
  public long replay(long fromLsn, RecordVisitor visitor) throws IOException {
    requireOpen();
    if (fromLsn < firstLsn()) {
      throw new IllegalArgumentException("fromLsn=" + fromLsn + " firstLsn=" + firstLsn());
    }
    long toLsn = writtenLsn();
    leader.awaitOwnWritten(toLsn);
    return BoundedReplay.replay(
        own.log(),
        fromLsn,
        toLsn,
        (lsn, record) -> {
          visitor.visit(lsn, record);
          return true;
        });
  }

  /**
   * {@inheritDoc} Followers forget the records when they have synced them themselves, and where a
   * store keeps snapshots, when they hold one in their place.
   */
  @Override
  public void truncateBefore(long lsn) throws IOException {
    synchronized (truncation) {
      requireOpen();
      if (lsn > durableLsn() + 1) {
        throw new IllegalArgumentException("lsn=" + lsn + " durableLsn=" + durableLsn());
      }
      if (lsn > firstLsn()) {
        leader.requireWorking().truncateBefore(lsn);
      }
    }
  }

  /**
   * {@inheritDoc} The LSNs that are taken back are given again in a new term: the leader starts
   * once more, in place, and W replicas must follow. When they don't in time, the log has failed
   * for good, and whether the cut took place is seen when it is opened again.
   */
  @Override
  public void truncateAfter(long lsn) throws IOException {
    synchronized (truncation) {
      requireOpen();
      Uninterrupted.outcome(cutAfter(lsn));
    }
  }

  /** The same without waiting. */
  CompletableFuture<Long> cutAfter(long lsn) throws IOException {
    if (lsn < firstLsn() - 1 || lsn > appendedLsn()) {
      throw new IllegalArgumentException(
          "lsn=" + lsn + " firstLsn=" + firstLsn() + " appendedLsn=" + appendedLsn());
    }
    return leader.cutAfter(lsn);
  }

  /** Not possible: the replicas would have to do it all at once. */
  @Override
  public void skipTo(long lsn) {
    throw new UnsupportedOperationException("a replicated log can't skip records, lsn=" + lsn);
  }

  /** {@inheritDoc} Of the leader's own log. */
  @Override
  public WalCounters counters() {
    return own.log().counters();
  }

  /**
   * {@inheritDoc} W replicas must have synced what was appended; this node's replica is closed.
   *
   * @throws TooFewReplicasException when they have not within the timeout; all is closed then too
   */
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (own;
        Workers _ = cluster.workers();
        Closeable _ = this::end) {
      settle();
    }
  }

  private void settle() throws IOException {
    long lsn = appendedLsn();
    if (lsn > 0 && leader.isWorking() && cluster.workers().mayBlock()) {
      Level memory = Level.RECEIVED;
      leader.awaitUninterrupted(lsn, own.log().level() == memory ? memory : Level.SYNCED);
    }
  }

  private void end() {
    leader.close(
        new WalClosedException("the replicated log of node=" + cluster.self() + " is closed"));
  }
}
