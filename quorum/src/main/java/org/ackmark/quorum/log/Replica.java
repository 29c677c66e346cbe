package org.ackmark.quorum.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.ackmark.quorum.log.LogReply.Failed;
import org.ackmark.quorum.log.LogReply.Fetched;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.log.LogReply.Refused;
import org.ackmark.quorum.log.LogReply.Stands;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalFailedException;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.LogOpener;

/**
 * One copy of a replicated log: a log of any variant, and what it has promised to whom. Serves the
 * leader of the highest term that it has heard of, and refuses every other. The leader's own copy
 * is one of these too.
 *
 * <p>Thread-safe: requests are handled one after another. A promise, a cut and an adoption block
 * for the device; records do not, they are answered when the log has them at the level that was
 * asked for. The first failure of the device ends it for good, as it ends its log; a request that
 * makes no sense is answered with a failure and ends nothing.
 */
public final class Replica implements Service, Closeable {
  /** No reply brings more at once, whatever is asked for; but a record comes whole. */
  private static final int MOST_FETCHED_BYTES = 8 << 20;

  /**
   * Of leaders that this replica has not heard of. Whoever claims more is no leader: its term would
   * bring the end of all terms near.
   */
  private static final long MOST_STARTS_MISSED = 1L << 32;

  private final TermedLog copy;
  private final Installer installer;
  private final Cleaner cleaner;
  private final Rules rules;

  private Term agreed = Term.NONE; // the log is a prefix of that leader's; guarded by this
  private String failure = ""; // guarded by this

  private Replica(TermedLog copy, Installer installer, Workers workers, Rules rules) {
    this.copy = copy;
    this.installer = installer;
    this.cleaner = new Cleaner(copy.log(), workers.background(), this::fail);
    this.rules = rules;
  }

  /**
   * Opens the copy in {@code disk}, or starts one; completes the installation of a snapshot that a
   * crash cut short. Blocks for the device. A directory without a copy is a new replica's: <b>one
   * whose disk was lost must not come back in its place</b>, as it would promise leaders that it
   * had nothing, and has acknowledged.
   *
   * @param opener opens the log in the same directory
   * @param snapshots whether the directory holds a store's snapshots in place of the records below
   *     the low-water mark; else these are forgotten on the leader's word
   * @throws CorruptLogException when the directory is not as it was left
   * @throws org.ackmark.wal.io.LogLockedException when it is in use
   */
  public static Replica open(Disk disk, LogOpener opener, boolean snapshots, Workers workers)
      throws IOException {
    return open(disk, opener, snapshots, workers, Rules.SOUND);
  }

  static Replica open(Disk disk, LogOpener opener, boolean snapshots, Workers workers, Rules rules)
      throws IOException {
    Wal log = opener.open(disk, 0); // from here on the directory is ours
    try {
      Installer installer = new Installer(disk, log, snapshots);
      return new Replica(TermedLog.open(disk, log, installer), installer, workers, rules);
    } catch (IOException | RuntimeException | Error e) {
      try (log) {
        throw e;
      }
    }
  }

  /** The leader's and nobody else's, to read from, and to wait for. */
  Wal log() {
    return copy.log();
  }

  /** Lower terms are refused. */
  Term promised() {
    return copy.promised();
  }

  /** The leader's too: to be read only. */
  TermedLog copy() {
    return copy;
  }

  /**
   * A part of the snapshot that stands for what is below its low-water mark; the newest one's
   * beginning when {@code offset} is 0.
   */
  LogRequest.Part snapshotPart(long lsn, long offset, int maxBytes) throws IOException {
    return installer.part(offset == 0 ? installer.newestLsn() : lsn, offset, maxBytes);
  }

  /** Whether a replica that stands there lacks a snapshot in place of what this one forgot. */
  boolean owesSnapshot(Standing other) {
    return installer.replacedLsn() != Installer.NOTHING_TO_REPLACE
        && other.snapshotLsn() < log().firstLsn() - 1;
  }

  /**
   * Appends a record of the leader whose own copy this is.
   *
   * @throws DeposedException when this copy has promised a higher term
   */
  synchronized long append(Term term, ByteBuffer record) throws IOException {
    if (!promised().equals(term)) {
      throw new DeposedException(term, promised());
    }
    if (!failure.isEmpty()) {
      throw new WalFailedException("the leader's own replica has failed: " + failure, null);
    }
    return log().append(record);
  }

  /**
   * Promises a leader on this node a new term, above all that it and this replica have heard of. No
   * two callers get the same one, though several start at once.
   *
   * @return a {@link Promise} of that term, or why there is none
   */
  synchronized LogReply promiseAbove(Term highest, NodeId leader) {
    Term promised = promised();
    Term term = rules.next(highest.isAbove(promised) ? highest : promised, leader);
    return answer(new LogRequest.Prepare(term), reply -> {});
  }

  @Override
  public void handle(NodeId from, Message request, Replier replier) {
    if (!(request instanceof LogRequest asked)) {
      throw new IllegalArgumentException("request=" + request.getClass().getSimpleName());
    }
    LogReply reply = answer(asked, replier);
    if (reply != null) {
      replier.reply(reply);
    }
  }

  /** The answer; null when it comes later. */
  private synchronized LogReply answer(LogRequest request, Replier replier) {
    if (!failure.isEmpty()) {
      return new Failed(failure);
    }
    if (rules.refuses(request.term(), promised())) {
      return new Refused(promised());
    }
    if (request.term().count() - promised().count() > MOST_STARTS_MISSED) {
      return new Failed("term=" + request.term() + " can't be: it promised " + promised());
    }
    try {
      return switch (request) {
        case LogRequest.Prepare prepare -> prepare(prepare);
        case LogRequest.Fetch fetch -> fetch(fetch);
        case LogRequest.FetchSnapshot fetch -> installer.read(fetch, bounded(fetch.maxBytes()));
        case LogRequest.Adopt adopt -> adopt(adopt, replier);
        case LogRequest.Append append -> append(append, replier);
        case LogRequest.Install install -> install(install);
      };
    } catch (IllegalArgumentException e) { // such as a level that this log can't reach
      return new Failed("it makes no sense to this replica: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      return fail(e);
    }
  }

  private synchronized LogReply fail(Exception e) {
    failure = e instanceof WalFailedException ? e.getMessage() : e.toString();
    return new Failed(failure);
  }

  private Stands stands() {
    return new Stands(copy.standing(installer.snapshotLsn()));
  }

  private LogReply prepare(LogRequest.Prepare request) throws IOException {
    copy.promise(request.term());
    copy.write(); // what it tells of may be fetched
    return new Promise(request.term(), stands().standing(), copy.history());
  }

  private static int bounded(int askedBytes) {
    return Math.clamp(askedBytes, 1, MOST_FETCHED_BYTES);
  }

  private LogReply fetch(LogRequest.Fetch request) throws IOException {
    boolean holds =
        request.afterLsn() >= log().firstLsn() - 1 && request.afterLsn() <= copy.lastLsn();
    if (!promised().equals(request.term()) || !holds) {
      return new Failed("it has no records after lsn=" + request.afterLsn());
    }
    return new Fetched(copy.read(request.afterLsn(), copy.lastLsn(), bounded(request.maxBytes())));
  }

  private LogReply adopt(LogRequest.Adopt request, Replier replier) throws IOException {
    copy.promise(request.term());
    if (copy.adopted().equals(request.term())) {
      return stands();
    }
    History leaders = request.history();
    OptionalLong kept = rules.keeps(copy.history(), leaders);
    if (kept.isEmpty()) { // it is below what the leader remembers, and so has
      Standing standing = stands().standing();
      return new Stands(standing.sharingUpTo(leaders.knownFromLsn() - 1));
    }
    if (kept.getAsLong() < log().firstLsn() - 1) {
      return new Failed(
          "it differs from the leader after lsn=%d, below its low-water mark=%d"
              .formatted(kept.getAsLong(), log().firstLsn()));
    }
    copy.takeOver(kept.getAsLong(), leaders);
    agreed = request.term();
    return copy.lastLsn() < leaders.lastLsn() ? stands() : adoptWhenSafe(request, replier);
  }

  private LogReply adoptWhenSafe(LogRequest.Adopt request, Replier replier) throws IOException {
    long lsn = request.history().lastLsn();
    if (lsn < 1 || lsn <= log().durableLsn()) {
      copy.adopt(request.term(), request.history());
      return stands();
    }
    log().await(lsn, copy.safest(), (_, e) -> replier.reply(adoptNow(request, e)));
    return null;
  }

  private synchronized LogReply adoptNow(LogRequest.Adopt request, IOException notSafe) {
    if (rules.refuses(request.term(), promised())) {
      return new Refused(promised());
    }
    if (!failure.isEmpty() || notSafe != null) {
      return new Failed(failure.isEmpty() ? notSafe.toString() : failure);
    }
    try {
      copy.adopt(request.term(), request.history());
      return stands();
    } catch (IOException | RuntimeException e) {
      return fail(e);
    }
  }

  private LogReply append(LogRequest.Append request, Replier replier) throws IOException {
    Records records = request.records();
    if (!follows(request.term()) || records.firstLsn() > copy.lastLsn() + 1) {
      return stands();
    }
    copy.append(records);
    forgetBelow(request.lowWaterLsn());
    return answerAt(request.level(), records.lastLsn(), request.term(), replier);
  }

  /** Whether the log is a prefix of that leader's. */
  private boolean follows(Term term) {
    return copy.adopted().equals(term) || agreed.equals(term);
  }

  private LogReply answerAt(Level level, long lsn, Term term, Replier replier) throws IOException {
    Stands now = stands();
    if (lsn < 1 || lsn <= now.standing().lsnAt(level)) {
      return now;
    }
    AckListener.Brief reply = (_, e) -> replier.reply(acknowledgement(term, e));
    log().await(lsn, level, reply);
    return null;
  }

  /** Only in the term that was asked for: after another promise the records may be others. */
  private LogReply acknowledgement(Term term, IOException notReached) {
    if (notReached instanceof WalFailedException) {
      return fail(notReached); // for good: else who asks next hears where it stands, and no trouble
    }
    if (notReached != null) {
      return new Failed(notReached.toString());
    }
    Stands reached = stands();
    return rules.refuses(term, promised()) ? new Refused(promised()) : reached;
  }

  /** What the leader needs no more, and this replica could do without too. */
  private void forgetBelow(long leadersLsn) {
    long replacedLsn = Math.min(leadersLsn, installer.replacedLsn() + 1);
    cleaner.forgetBelow(rules.lowWaterLsn(replacedLsn, log().durableLsn()));
  }

  private LogReply install(LogRequest.Install request) throws IOException {
    LogRequest.Part part = request.part();
    if (!promised().equals(request.term()) || part.lsn() < log().firstLsn() - 1) {
      return stands(); // early, or late: it has gone on since
    }
    if (!installer.take(part) || !part.last()) {
      return installer.wants(part.lsn());
    }
    String trouble = installer.seal(part.lsn());
    if (!trouble.isEmpty()) {
      return new Failed(trouble); // not of this replica: the next copy may be whole
    }
    if (follows(request.term()) && copy.lastLsn() >= part.lsn()) {
      installer.publish(part.lsn());
    } else {
      copy.skipTo(part.lsn(), request.term(), request.history(), installer);
      agreed = request.term();
    }
    return stands();
  }

  /** Closes the log, which syncs it. Requests are answered with a failure from then on. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      failure = failure.isEmpty() ? "the replica is closed" : failure;
    }
    log().close();
  }
}
