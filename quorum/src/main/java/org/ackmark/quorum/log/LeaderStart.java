package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer.Pending;
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
  private final Optional<Cut> cut;
  private final Leadership.Listener listener;
  private final Steps<Leadership> steps = new Steps<>();
  private volatile Leadership leadership; // null until the own copy has adopted the term

  private final Promises promises = new Promises(); // of the steps, as is all below
  private int attempt;
  private Term term;
  private Promises.Given best; // null until enough have promised
  private History history;
  private LogRequest question; // to the holder of the best history; null when none is open
  private int questions; // how often it was asked
  private Pending nextTick = () -> {};
  private Pending deadline = () -> {};

  /** A start that was not begun; {@code cut} says where the history is to end, if anywhere. */
  LeaderStart(
      LogCluster cluster,
      Replica own,
      Rules rules,
      Optional<Cut> cut,
      Leadership.Listener listener) {
    this.cluster = cluster;
    this.own = own;
    this.rules = rules;
    this.cut = cut;
    this.listener = listener;
  }

  /** Begins; the outcome is a leader whom W replicas follow, or why there is none. */
  CompletableFuture<Leadership> begin() {
    CompletionStage<Leadership> outcome = steps.outcome();
    outcome.whenComplete((leader, failure) -> List.of(nextTick, deadline).forEach(Pending::cancel));
    steps.take(() -> {
      deadline = cluster.timer().schedule(cluster.options().timeout().toNanos(), this::giveUp);
      attempt(own.promised());
      tickLater();
    });
    return steps.outcome();
  }

  /** A step of that attempt; nothing when another one has begun. */
  private void take(int present, Runnable step) {
    steps.take(() -> {
      if (present == attempt) {
        step.run();
      }
    });
  }

  private void giveUp() {
    steps.take(() -> abandon(new TooFewReplicasException(cluster, "no start", troubles())));
  }

  private String troubles() {
    if (leadership != null) {
      return leadership.troubles();
    }
    return best == null
        ? "only " + promises.nodes() + " promised"
        : "its own copy is not brought to the history of " + best.node() + " yet";
  }

  /** Ends it with that outcome, unless it is over; whether it did. */
  boolean abandon(IOException how) {
    boolean ends = steps.fail(how);
    Leadership present = leadership;
    if (ends && present != null) {
      present.stop();
    }
    return ends;
  }

  private void tickLater() {
    if (!steps.isOver()) {
      nextTick =
          cluster
              .timer()
              .schedule(cluster.options().retry().toNanos(), () -> steps.take(this::tick));
    }
  }

  private void tick() {
    askAgain();
    tickLater();
  }

  private void askAgain() {
    if (leadership == null && best == null && promises.nodes().contains(cluster.self())) {
      askForPromises();
    } else if (question != null && ++questions <= PATIENCE_QUESTIONS) {
      ask(question);
    } else if (question != null) {
      attempt(term);
    }
  }

  /** Two that start at once, and depose each other, must not go on in step. */
  private void attemptLater(Term highest) {
    forget();
    int present = attempt;
    long pauseNs = cluster.options().retry().toNanos() / 4 * (1 + cluster.self().number());
    cluster.timer().schedule(pauseNs, () -> take(present, () -> attempt(highest)));
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
    switch (own.promiseAbove(highest, cluster.self())) {
      case Promise promise -> {
        term = promise.term();
        promises.add(cluster.self(), promise);
        askForPromises();
        chooseIfEnough();
      }
      case LogReply.Refused refused -> attemptLater(refused.promised());
      case LogReply.Failed failed -> abandon(new IOException(failed.reason()));
      case LogReply reply -> throw new IllegalStateException("reply=" + reply);
    }
  }

  private void askForPromises() {
    LogRequest prepare = new LogRequest.Prepare(term);
    for (NodeId node : cluster.others()) {
      if (!promises.nodes().contains(node)) {
        send(node, prepare, this::promised);
      }
    }
  }

  /** The answer counts in the present attempt only. */
  private void send(NodeId to, LogRequest request, Network.ReplyListener answered) {
    int present = attempt;
    cluster
        .network()
        .send(
            cluster.self(),
            to,
            request,
            (from, reply) -> take(present, () -> answered.replied(from, reply)));
  }

  private void promised(NodeId from, Message reply) {
    if (best != null) {
      return;
    }
    switch (LogReply.of(reply)) {
      case Promise promise -> {
        promises.add(from, promise);
        chooseIfEnough();
      }
      case LogReply.Refused refused -> attemptLater(refused.promised());
      default -> {} // a follower in trouble does not promise
    }
  }

  private void chooseIfEnough() {
    if (promises.nodes().size() < rules.promisesNeeded(cluster.quorum())) {
      return;
    }
    best = promises.best(cluster.self(), rules);
    history = best.promise().history();
    if (cut.isEmpty() || mayCut(cut.get())) {
      history = cut.isEmpty() ? history : history.upTo(cut.get().lsn());
      adopt();
    } else {
      abandon(new DeposedException(cut.get().term(), best.promise().standing().adopted()));
    }
  }

  private boolean mayCut(Cut wanted) {
    return best.node().equals(cluster.self())
        && best.promise().standing().adopted().equals(wanted.term());
  }

  private void adopt() {
    tellOwn(new LogRequest.Adopt(term, history));
  }

  private void tellOwn(LogRequest request) {
    int present = attempt;
    own.handle(
        cluster.self(), request, reply -> take(present, () -> ownTold(request, (LogReply) reply)));
  }

  private void ownTold(LogRequest request, LogReply reply) {
    if (leadership != null) {
      return;
    }
    switch (reply) {
      case LogReply.Stands stands -> goOn(request, stands.standing());
      case LogReply.Wants wants -> ask(fetchSnapshot(wants.lsn(), wants.offset()));
      case LogReply.Refused refused -> attemptLater(refused.promised());
      case LogReply.Failed failed -> abandon(new IOException(failed.reason()));
      default -> throw new IllegalStateException("reply=" + reply);
    }
  }

  private void goOn(LogRequest done, Standing standing) {
    long haveLsn = standing.receivedLsn();
    if (standing.adopted().equals(term)) {
      lead();
    } else if (haveLsn >= history.lastLsn() && !(done instanceof LogRequest.Adopt)) {
      adopt();
    } else if (haveLsn + 1 < best.promise().standing().firstLsn()) {
      ask(fetchSnapshot(0, 0));
    } else {
      ask(new LogRequest.Fetch(term, haveLsn, cluster.options().batchBytes()));
    }
  }

  private LogRequest fetchSnapshot(long lsn, long offset) {
    return new LogRequest.FetchSnapshot(term, lsn, offset, cluster.options().batchBytes());
  }

  private void ask(LogRequest next) {
    questions = next.equals(question) ? questions : 0;
    question = next;
    send(best.node(), next, (_, reply) -> answered(next, LogReply.of(reply)));
  }

  private void answered(LogRequest to, LogReply reply) {
    if (!to.equals(question)) {
      return;
    }
    question = null;
    switch (reply) {
      case LogReply.Fetched fetched when !fetched.records().payloads().isEmpty() ->
          tellOwn(new LogRequest.Append(term, fetched.records(), Level.RECEIVED, 0));
      case LogReply.FetchedSnapshot fetched ->
          tellOwn(new LogRequest.Install(term, history, fetched.part()));
      case LogReply.Refused refused -> attemptLater(refused.promised());
      default -> question = to; // it was asked for what it does not have: again, then another start
    }
  }

  /** Its own copy may remember terms that the holder of the best history has forgotten. */
  private void lead() {
    History known = own.copy().history().upTo(history.lastLsn());
    if (own.promised().equals(term)) { // else that was another leader's history, perhaps
      leadership = new Leadership(cluster, own, term, known, rules, new Events());
      leadership.begin();
    } else {
      attemptLater(own.promised());
    }
  }

  /**
   * What the leadership tells is the start's until that is over, then who asked for it hears it.
   */
  private final class Events implements Leadership.Listener {
    @Override
    public void serving() {
      steps.succeed(leadership);
    }

    @Override
    public void moved() {
      listener.moved();
    }

    @Override
    public void over(IOException how) {
      if (!abandon(how)) {
        listener.over(how);
      }
    }
  }
}
