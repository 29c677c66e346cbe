package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalFailedException;

/**
 * Leads in one term after the other until it fails or ends: takes records in, bounds what is not
 * acknowledged, and has those told who wait. Thread-safe.
 */
final class Leader {
  private final LogCluster cluster;
  private final Replica own;
  private final Rules rules;
  private final Progress progress = new Progress();
  private final Acknowledgements acknowledgements;
  private volatile LeaderStart starting; // the latest; null before the first one
  private volatile Leadership leadership; // null before the first one serves
  private volatile IOException ended; // set once, guarded by this

  Leader(LogCluster cluster, Replica own, Rules rules) {
    this.cluster = cluster;
    this.own = own;
    this.rules = rules;
    this.acknowledgements =
        new Acknowledgements(
            progress, cluster.workers(), cluster.timer(), cluster.options().timeout().toNanos());
  }

  /** What a leadership tells. */
  private final class Events implements Leadership.Listener {
    @Override
    public void serving() {
      // the start waits for that
    }

    @Override
    public void moved() {
      acknowledgements.moved();
    }

    @Override
    public void over(IOException how) {
      fail(how);
    }
  }

  /** What those who wait look at. Once the log has failed only what is durable counts. */
  private final class Progress implements Acknowledgements.Source {
    @Override
    public long lsnAt(Level level) {
      Leadership present = leadership;
      if (present == null) {
        return 0;
      }
      return present.lsnAt(ended instanceof WalFailedException ? Level.SYNCED : level);
    }

    @Override
    public IOException ended() {
      return ended;
    }

    @Override
    public long appendedLsn() {
      return Leader.this.appendedLsn();
    }

    @Override
    public IOException tooLate(long lsn, Level level) {
      return tooFew("lsn=" + lsn + " not " + level);
    }

    @Override
    public void pursue(long lsn, Level level) {
      try {
        want(level, lsn);
      } catch (IOException e) {
        acknowledgements.moved(); // the log has ended, or the record was cut: who waits hears it
      }
    }
  }

  private TooFewReplicasException tooFew(String what) {
    return new TooFewReplicasException(cluster, what, leadership.troubles());
  }

  /**
   * Starts a term.
   *
   * @param cut where this leader's own log is to be cut, if anywhere
   */
  CompletableFuture<Leadership> start(Optional<Cut> cut) {
    LeaderStart start = new LeaderStart(cluster, own, rules, cut, new Events());
    starting = start;
    IOException how = ended;
    if (how != null) { // whoever ended it did not see this start
      start.abandon(how);
    }
    return start
        .begin()
        .thenApply(begun -> {
          leadership = begun;
          if (ended != null) { // meanwhile
            begun.stop();
          }
          return begun;
        });
  }

  /** Cuts the log, and goes on in a new term; fails for good when that can't be done. */
  CompletableFuture<Long> cutAfter(long lsn) throws IOException {
    Leadership present = requireWorking();
    present.stop();
    return start(Optional.of(new Cut(present.term(), lsn)))
        .handle((_, failure) -> {
          if (failure != null) {
            throw new CompletionException(fail(cause(failure)));
          }
          acknowledgements.cutAfter(lsn);
          return lsn;
        });
  }

  private static IOException cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof IOException e ? e : new IOException(cause);
  }

  private IOException fail(IOException how) {
    return end(new WalFailedException("the replicated log has failed: " + how.getMessage(), how));
  }

  /** Nothing more is acknowledged; returns how it ended, now or before. */
  private IOException end(IOException how) {
    synchronized (this) {
      ended = ended == null ? how : ended;
    }
    Leadership present = leadership;
    if (present != null) {
      present.stop();
    }
    LeaderStart start = starting;
    if (start != null) {
      start.abandon(ended); // nothing when it has led to that leadership
    }
    acknowledgements.moved();
    return ended;
  }

  /** Ends it, and tells all who still wait. */
  void close(IOException how) {
    end(how);
    acknowledgements.close();
  }

  boolean isWorking() {
    return ended == null;
  }

  Leadership requireWorking() throws IOException {
    IOException how = ended;
    if (how instanceof WalClosedException) {
      throw new WalClosedException(how.getMessage());
    }
    if (how != null) {
      throw new WalFailedException(how.getMessage(), how);
    }
    return leadership;
  }

  Term term() {
    return leadership.term();
  }

  long appendedLsn() {
    return leadership.tail().lastLsn();
  }

  long lsnAt(Level level) {
    return leadership.lsnAt(level);
  }

  /** Takes a record in, which nobody changes any more; waits for room. */
  long append(byte[] record) throws IOException {
    Leadership present = requireWorking();
    makeRoom(present, record.length);
    try {
      return present.append(record);
    } catch (DeposedException | WalFailedException e) {
      throw fail(e);
    }
  }

  /** Records that nobody waits for are sent when they are a quarter of what may be under way. */
  private void makeRoom(Leadership present, int bytes) throws IOException {
    Level level = own.log().level() == Level.RECEIVED ? Level.RECEIVED : Level.WRITTEN;
    long most = cluster.options().bufferBytes();
    long waiting = present.bytesBeyond(level);
    while (waiting > 0 && waiting + bytes > most / 4) {
      boolean full = waiting + bytes > most;
      long reachedLsn = present.lsnAt(level);
      long lastLsn = appendedLsn();
      if (full || present.unwantedBytes() > most / 4) {
        want(level, lastLsn);
      }
      if (!full) {
        return;
      }
      if (!cluster.workers().mayBlock()) {
        throw tooFew("no room");
      }
      awaitUninterrupted(reachedLsn + (lastLsn - reachedLsn + 1) / 2, level);
      waiting = present.bytesBeyond(level);
    }
  }

  private void want(Level level, long lsn) throws IOException {
    Leadership present = requireWorking();
    try {
      present.want(level, lsn);
    } catch (WalFailedException e) {
      throw fail(e);
    } catch (DeposedException e) {
      if (present.isStopped()) { // by a cut that is under way, if not by its end
        requireWorking();
        throw new IOException("lsn=" + lsn + " was cut off the log", e);
      }
      throw fail(e);
    }
  }

  /** Blocks until the record is at that level, and sees to it that it gets there. */
  void await(long lsn, Level level) throws IOException, InterruptedException {
    if (lsn > progress.lsnAt(level)) {
      want(level, lsn);
      awaitReached(lsn, level);
    }
  }

  /** Tells the listener. */
  void await(long lsn, Level level, AckListener listener) throws IOException {
    if (lsn > progress.lsnAt(level) && !acknowledgements.pursueTogether(lsn, level)) {
      want(level, lsn);
    }
    acknowledgements.add(lsn, level, listener);
  }

  private void awaitReached(long lsn, Level level) throws IOException, InterruptedException {
    if (!acknowledgements.await(lsn, level)) {
      requireWorking();
      if (lsn > appendedLsn()) {
        throw new IOException("lsn=" + lsn + " was cut off the log");
      }
      throw tooFew("lsn=" + lsn + " not " + level);
    }
  }

  /** The same, for one who must not leave before; an interrupt is kept. */
  void awaitUninterrupted(long lsn, Level level) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          await(lsn, level);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Sees to it, while it works, that its own log can be read so far. */
  void awaitOwnWritten(long lsn) throws IOException {
    if (lsn > own.log().writtenLsn() && isWorking()) {
      leadership.awaitOwn(lsn, Level.WRITTEN);
    }
  }
}
