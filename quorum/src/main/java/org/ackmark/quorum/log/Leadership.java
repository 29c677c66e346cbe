package org.ackmark.quorum.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalFailedException;

/**
 * One term of a leader whose own copy has adopted it: takes records in, gives them to its own log
 * and to the followers at the same time, and counts who has them. Thread-safe; only {@link #append}
 * may block, where its own log does.
 */
final class Leadership {
  /** Is told of what happens; with no lock held that it could need. */
  interface Listener {
    /** W replicas have adopted the term. */
    void serving();

    /** A mark has moved. */
    void moved();

    /** It is over: the leader's own log has failed, or another leader has started. */
    void over(IOException how);
  }

  private final LogCluster cluster;
  private final Replica own;
  private final Term term;
  private final History history;
  private final Rules rules;
  private final Listener listener;
  private final Tail tail;
  private final Marks marks;
  private final Wanted wanted = new Wanted();
  private final List<FollowerLink> links;
  private final Object appending = new Object();
  private volatile long firstLsn; // of its own log, when its promise was last seen to hold
  private volatile boolean serving;
  private volatile boolean stopped;
  private volatile Timer.Pending nextTick = () -> {};

  /** Of a leader whose own copy holds {@code history} and has adopted {@code term}. */
  Leadership(
      LogCluster cluster, Replica own, Term term, History history, Rules rules, Listener listener) {
    this.cluster = cluster;
    this.own = own;
    this.term = term;
    this.history = history;
    this.rules = rules;
    this.listener = listener;
    this.tail = new Tail(history.lastLsn(), cluster.options().tailBytes());
    this.marks = new Marks(term, own, tail, cluster.quorum(), rules);
    this.links = cluster.others().stream().map(node -> new FollowerLink(this, node)).toList();
  }

  /** Has the followers adopt the term. */
  void begin() {
    update();
    tick();
  }

  private void tick() {
    if (!stopped) {
      links.forEach(FollowerLink::tick);
      update();
      nextTick = cluster.timer().schedule(cluster.options().retry().toNanos(), this::tick);
    }
  }

  /** Nothing is sent or counted from now on. */
  void stop() {
    stopped = true;
    nextTick.cancel();
  }

  boolean isStopped() {
    return stopped;
  }

  Replica own() {
    return own;
  }

  Term term() {
    return term;
  }

  History history() {
    return history;
  }

  Tail tail() {
    return tail;
  }

  Wanted wanted() {
    return wanted;
  }

  LogOptions options() {
    return cluster.options();
  }

  long nowNs() {
    return cluster.timer().nowNs();
  }

  void background(Runnable task) {
    cluster.workers().background().execute(task);
  }

  void send(NodeId to, LogRequest request, Consumer<Message> answered) {
    Network.ReplyListener once = (_, reply) -> answered.accept(reply);
    cluster.network().send(cluster.self(), to, request, once);
  }

  /** How far W replicas have come. */
  long lsnAt(Level level) {
    return marks.lsnAt(level);
  }

  /** Bytes of the records that W replicas do not have at that level. */
  long bytesBeyond(Level level) {
    return tail.bytesAfter(marks.lsnAt(level));
  }

  /** Bytes of the records that nobody waits for. */
  long unwantedBytes() {
    return tail.bytesAfter(wanted.lsnFrom(Level.RECEIVED));
  }

  /**
   * Takes a record in.
   *
   * @param record nobody changes it any more
   * @throws DeposedException when another leader has started
   */
  long append(byte[] record) throws IOException {
    synchronized (appending) {
      long lsn = own.append(term, ByteBuffer.wrap(record));
      tail.add(record, writtenByOwn());
      return lsn;
    }
  }

  /** A log in memory never writes, and nothing can be read back from it: none need be kept. */
  private long writtenByOwn() {
    return own.log().level() == Level.RECEIVED ? Long.MAX_VALUE : own.log().writtenLsn();
  }

  /** Somebody waits for that record: gets it to {@code level}, here and there. */
  void want(Level level, long lsn) throws IOException {
    AckListener.Brief told = (_, failure) -> ownTold(failure);
    try {
      own.log().await(lsn, level, told);
    } catch (IllegalArgumentException e) { // it was there: the next leader has cut it off
      throw new DeposedException(term, own.promised());
    }
    wanted.raise(level, lsn);
    links.forEach(FollowerLink::pump);
  }

  /** Other failures are of cuts and closings, which this leader's log has asked for itself. */
  private void ownTold(IOException failure) {
    if (failure instanceof WalFailedException) {
      over(failure);
    } else {
      update();
    }
  }

  /** Raises the low-water mark of the leader's own log; the followers hear of it. */
  void truncateBefore(long lsn) throws IOException {
    requirePromise();
    if (lsn - 1 > own.log().durableLsn()) {
      awaitOwn(lsn - 1, Level.SYNCED);
    }
    try {
      own.log().truncateBefore(lsn);
    } catch (IllegalArgumentException e) { // it was there: the next leader has cut it off
      throw new DeposedException(term, own.promised());
    }
  }

  /** Blocks until its own log has what W replicas have, itself perhaps not among them. */
  void awaitOwn(long lsn, Level level) throws IOException {
    try {
      Uninterrupted.await(own.log(), lsn, level);
    } catch (IllegalArgumentException e) { // it was there: the next leader has cut it off
      throw new DeposedException(term, own.promised());
    }
  }

  /** What is read before the promise is seen to hold was not another leader's yet. */
  private void requirePromise() throws DeposedException {
    if (!own.promised().equals(term)) {
      throw new DeposedException(term, own.promised());
    }
  }

  /** Its low-water mark: what followers may forget, and can't be fed from its log. */
  long firstLsn() {
    long lsn = own.log().firstLsn();
    if (own.promised().equals(term)) {
      firstLsn = lsn;
    }
    return firstLsn;
  }

  /**
   * Records of its own log, as many as one message takes.
   *
   * @throws DeposedException when they may be those of another leader, which has cut that log
   */
  Records read(long afterLsn, long toLsn) throws IOException {
    Records records = own.copy().read(afterLsn, toLsn, options().batchBytes());
    requirePromise();
    return records;
  }

  /**
   * A part of its own snapshot; the newest one's beginning when {@code offset} is 0.
   *
   * @throws DeposedException when another leader may have brought it, who knows more
   */
  LogRequest.Part snapshotPart(long lsn, long offset) throws IOException {
    LogRequest.Part part = own.snapshotPart(lsn, offset, options().batchBytes());
    requirePromise();
    return part;
  }

  /** Whether a follower that stands there is one of this leader's. */
  boolean counts(Standing standing) {
    return rules.counts(standing, term);
  }

  /** A follower has answered. */
  void heard(NodeId follower, Standing standing, LogReply reply) {
    if (reply instanceof LogReply.Refused refused) {
      over(new DeposedException(term, refused.promised()));
    } else if (standing != null) {
      marks.heard(follower, standing);
      update();
    }
  }

  private void update() {
    if (stopped) {
      return;
    }
    if (!own.promised().equals(term)) {
      over(new DeposedException(term, own.promised()));
      return;
    }
    boolean moved = marks.update();
    if (!serving && marks.adopters() >= rules.adoptersNeeded(cluster.quorum())) {
      serving = true;
      listener.serving();
    }
    if (moved) {
      listener.moved();
    }
  }

  /** A leader that starts again in place stops this term before it promises the next one. */
  private void over(IOException how) {
    if (!stopped) {
      listener.over(how);
    }
  }

  /** What is wrong with the followers; empty when nothing is. */
  String troubles() {
    return links.stream()
        .map(FollowerLink::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
