package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.Level;

/**
 * Makes a leader: promises, the best history, the leader's own copy brought to it, W adoptions. An
 * attempt that meets a higher term begins again above it. One use; thread-safe; runs on whatever
 * thread brings the next answer.
 */
final class LeaderStart {
  /** After so many questions without an answer the holder of the best history is given up. */
  private static final int PATIENCE_QUESTIONS = 5;

  private final LogCluster cluster;
  private final Replica own;
  private final Rules rules;
  private final OptionalLong cutLsn;
  private final Leadership.Listener listener;
  private final CompletableFuture<Leadership> outcome = new CompletableFuture<>();

  private final Map<NodeId, Promise> promises = new HashMap<>(); // guarded by this, as is all below
  private int attempt;
  private Term term;
  private Map.Entry<NodeId, Promise> best; // null until enough have promised
  private History history;
  private LogRequest question; // to the holder of the best history; null when none is open
  private int questions; // how often it was asked
  private Leadership leadership; // null until the own copy has adopted the term
  private boolean over;
  private Timer.Pending nextTick = () -> {};
  private Timer.Pending deadline = () -> {};

  /**
   * A start that was not begun.
   *
   * @param cutLsn the history is to end here, if anywhere; then it must be the leader's own
   */
  LeaderStart(
      LogCluster cluster,
      Replica own,
      Rules rules,
      OptionalLong cutLsn,
      Leadership.Listener listener) {
    this.cluster = cluster;
    this.own = own;
    this.rules = rules;
    this.cutLsn = cutLsn;
    this.listener = listener;
  }

  /** Begins; the outcome is a leader whom W replicas follow, or why there is none. */
  synchronized CompletableFuture<Leadership> begin() {
    deadline = cluster.timer().schedule(cluster.options().timeout().toNanos(), this::giveUp);
    attempt(own.promised());
    tick();
    return outcome;
  }

  private synchronized void giveUp() {
    if (!over) {
      fail(new TooFewReplicasException(cluster, "no start", troubles()));
    }
  }

  private String troubles() {
    if (leadership != null) {
      return leadership.troubles();
    }
    return best == null
        ? "only " + promises.keySet() + " promised"
        : "its own copy is not brought to the history of " + best.getKey() + " yet";
  }

  private void fail(IOException failure) {
    end();
    if (leadership != null) {
      leadership.stop();
    }
    outcome.completeExceptionally(failure);
  }

  private void end() {
    over = true;
    nextTick.cancel();
    deadline.cancel();
  }

  private synchronized void tick() {
    if (over) {
      return;
    }
    if (leadership == null && best == null && promises.containsKey(cluster.self())) {
      askForPromises();
    } else if (question != null && ++questions <= PATIENCE_QUESTIONS) {
      ask(question);
    } else if (question != null) {
      attempt(term);
    }
    nextTick = cluster.timer().schedule(cluster.options().retry().toNanos(), this::tick);
  }

  /** Two that start at once, and depose each other, must not go on in step. */
  private void attemptLater(Term highest) {
    forget();
    int present = attempt;
    long pauseNs = cluster.options().retry().toNanos() / 4 * (1 + cluster.self().number());
    cluster.timer().schedule(pauseNs, () -> attemptUnlessOver(present, highest));
  }

  private synchronized void attemptUnlessOver(int present, Term highest) {
    if (!over && present == attempt) {
      attempt(highest);
    }
  }

  private void forget() {
    attempt++;
    promises.clear();
    best = null;
    question = null;
  }

  /** Starts over with a term above {@code highest}. The leader's own promise is the first. */
  private void attempt(Term highest) {
    forget();
    Term promised = own.promised();
    term = rules.next(highest.isAbove(promised) ? highest : promised, cluster.self());
    int present = attempt;
    own.handle(
        cluster.self(),
        new LogRequest.Prepare(term),
        reply -> promised(present, cluster.self(), reply));
  }

  private void askForPromises() {
    int present = attempt;
    for (NodeId node : cluster.others()) {
      if (!promises.containsKey(node)) {
        cluster
            .network()
            .send(
                cluster.self(),
                node,
                new LogRequest.Prepare(term),
                (from, reply) -> promised(present, from, reply));
      }
    }
  }

  private synchronized void promised(int present, NodeId from, Message reply) {
    if (over || present != attempt || best != null) {
      return;
    }
    boolean self = from.equals(cluster.self());
    switch ((LogReply) reply) {
      case Promise promise -> {
        promises.put(from, promise);
        if (self) {
          askForPromises();
        }
        chooseIfEnough();
      }
      case LogReply.Refused refused -> attemptLater(refused.promised());
      case LogReply.Failed failed when self -> fail(new IOException(failed.reason()));
      default -> {} // a follower in trouble does not promise
    }
  }

  private void chooseIfEnough() {
    if (best != null || promises.size() < rules.promisesNeeded(cluster.quorum())) {
      return;
    }
    best = Map.entry(cluster.self(), promises.get(cluster.self()));
    for (Map.Entry<NodeId, Promise> each : promises.entrySet()) {
      if (rules.better(each.getValue(), best.getValue())) {
        best = Map.entry(each.getKey(), each.getValue());
      }
    }
    history = best.getValue().history();
    if (cutLsn.isEmpty()) {
      adopt();
    } else if (best.getKey().equals(cluster.self())) {
      history = history.upTo(cutLsn.getAsLong());
      adopt();
    } else {
      fail(new IOException("the log can't be cut: " + best.getKey() + " has more of it"));
    }
  }

  private void adopt() {
    tellOwn(new LogRequest.Adopt(term, history));
  }

  private void tellOwn(LogRequest request) {
    int present = attempt;
    own.handle(cluster.self(), request, reply -> ownTold(present, request, reply));
  }

  private synchronized void ownTold(int present, LogRequest request, Message reply) {
    if (over || present != attempt || leadership != null) {
      return;
    }
    switch ((LogReply) reply) {
      case LogReply.Stands stands -> goOn(request, stands.standing());
      case LogReply.Wants wants ->
          ask(new LogRequest.FetchSnapshot(term, wants.lsn(), wants.offset(), batchBytes()));
      case LogReply.Refused refused -> attemptLater(refused.promised());
      case LogReply.Failed failed -> fail(new IOException(failed.reason()));
      default -> throw new IllegalStateException("reply=" + reply);
    }
  }

  private int batchBytes() {
    return cluster.options().batchBytes();
  }

  private void goOn(LogRequest done, Standing standing) {
    long haveLsn = standing.receivedLsn();
    if (standing.adopted().equals(term)) {
      lead();
    } else if (haveLsn >= history.lastLsn() && !(done instanceof LogRequest.Adopt)) {
      adopt();
    } else if (haveLsn + 1 < best.getValue().standing().firstLsn()) {
      ask(new LogRequest.FetchSnapshot(term, 0, 0, batchBytes()));
    } else {
      ask(new LogRequest.Fetch(term, haveLsn, batchBytes()));
    }
  }

  private void ask(LogRequest next) {
    questions = next.equals(question) ? questions : 0;
    question = next;
    int present = attempt;
    cluster
        .network()
        .send(cluster.self(), best.getKey(), next, (from, reply) -> answered(present, next, reply));
  }

  private synchronized void answered(int present, LogRequest to, Message reply) {
    if (over || present != attempt || !to.equals(question)) {
      return;
    }
    question = null;
    switch ((LogReply) reply) {
      case LogReply.Fetched fetched when !fetched.records().payloads().isEmpty() ->
          tellOwn(new LogRequest.Append(term, fetched.records(), Level.RECEIVED, 0));
      case LogReply.FetchedSnapshot fetched ->
          tellOwn(new LogRequest.Install(term, history, fetched.part()));
      case LogReply.Refused refused -> attemptLater(refused.promised());
      default -> question = to; // it was asked for what it does not have: again, then another start
    }
  }

  private void lead() {
    leadership =
        new Leadership(
            cluster,
            own,
            term,
            history,
            rules,
            new Leadership.Listener() {
              @Override
              public void serving() {
                served();
              }

              @Override
              public void moved() {
                listener.moved();
              }

              @Override
              public void over(IOException how) {
                ended(how);
              }
            });
    leadership.begin();
  }

  private void served() {
    Leadership served;
    synchronized (this) {
      if (over) {
        return;
      }
      end();
      served = leadership;
    }
    outcome.complete(served);
  }

  private void ended(IOException how) {
    synchronized (this) {
      if (!over) {
        fail(how);
        return;
      }
    }
    listener.over(how);
  }
}
