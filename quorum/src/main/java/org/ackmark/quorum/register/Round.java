package org.ackmark.quorum.register;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;

/**
 * One request to several replicas, and the wait until enough of them have answered. Each replica
 * counts once, however often it answers. Nothing here blocks; answers may come on any thread.
 *
 * @param <A> the answer that counts
 */
final class Round<A extends RegisterMessage> {
  private final Means means;
  private final Phase phase;
  private final Class<A> answerType;
  private final int needed;
  private final CompletableFuture<Map<NodeId, A>> outcome = new CompletableFuture<>();

  // guarded by this
  private final Map<NodeId, A> answers = new LinkedHashMap<>();
  private final Set<NodeId> refusals = new LinkedHashSet<>();
  private String lastRefusal;
  private boolean substituted;
  private List<NodeId> reserve = List.of();
  private BiConsumer<NodeId, A> late = (replica, answer) -> {};

  private RegisterMessage request;
  private HedgeDelay hedge;
  private int replicas; // asked, to be asked, and known to have answered

  /**
   * A round that ends when {@code needed} have answered.
   *
   * @param answerType what counts as an answer
   */
  Round(Means means, Phase phase, Class<A> answerType, int needed) {
    this.means = means;
    this.phase = phase;
    this.answerType = answerType;
    this.needed = needed;
  }

  /** Counts replicas that need not be asked. To be called before {@link #ask}. */
  Round<A> knowing(Collection<NodeId> known, A answer) {
    known.forEach(replica -> answers.put(replica, answer));
    return this;
  }

  /** Others may answer for replicas that refuse, so that only time tells. */
  synchronized void allowSubstitutes() {
    substituted = true;
  }

  /**
   * Asks, and gives up at the deadline.
   *
   * @param targets those to be asked first in front
   * @return the answers of the first who were enough
   */
  CompletionStage<Map<NodeId, A>> ask(
      RegisterMessage message, List<NodeId> targets, HedgeDelay delay, long deadlineNs) {
    request = message;
    hedge = delay;
    replicas = answers.size() + targets.size();
    long nowNs = means.timer().nowNs();
    cancelAtTheEnd(means.timer().schedule(Math.max(0, deadlineNs - nowNs), this::expire));
    retryLater(targets);
    int atFirst = firstAsked(targets.size(), delay.delayNs());
    hold(targets.subList(atFirst, targets.size()), delay.delayNs());
    targets.subList(0, atFirst).forEach(this::send);
    return outcome;
  }

  /** Every request may be handled twice: a replica keeps the higher tag, whoever brings it. */
  private void retryLater(List<NodeId> targets) {
    long retryNs = means.options().retry().toNanos();
    if (retryNs > 0 && !outcome.isDone()) {
      cancelAtTheEnd(means.timer().schedule(retryNs, () -> retry(targets)));
    }
  }

  private void retry(List<NodeId> targets) {
    if (outcome.isDone()) {
      return;
    }
    List<NodeId> silent;
    synchronized (this) {
      silent =
          targets.stream()
              .filter(node -> !answers.containsKey(node) && !refusals.contains(node))
              .filter(node -> !reserve.contains(node))
              .toList();
    }
    silent.forEach(this::send);
    retryLater(targets);
  }

  private int firstAsked(int targets, long delayNs) {
    return delayNs == 0 ? targets : Math.min(targets, Math.max(0, needed - answers.size()));
  }

  private void hold(List<NodeId> others, long delayNs) {
    if (!others.isEmpty()) {
      synchronized (this) {
        reserve = List.copyOf(others);
      }
      cancelAtTheEnd(means.timer().schedule(delayNs, this::askReserve));
    }
  }

  private void cancelAtTheEnd(Timer.Pending pending) {
    CompletionStage<?> end = outcome;
    end.whenComplete((reached, failure) -> pending.cancel());
  }

  private void askReserve() {
    List<NodeId> others;
    synchronized (this) {
      others = reserve;
      reserve = List.of();
    }
    others.forEach(this::send);
  }

  private void send(NodeId replica) {
    long sentNs = means.timer().nowNs();
    means
        .network()
        .send(means.self(), replica, request, (from, reply) -> replied(replica, reply, sentNs));
  }

  private void replied(NodeId replica, Message reply, long sentNs) {
    if (answerType.isInstance(reply)) {
      hedge.observed(means.timer().nowNs() - sentNs);
      answered(replica, answerType.cast(reply));
    } else if (reply instanceof RegisterMessage.Refused refused) {
      refused(replica, refused.reason());
    } else {
      throw new IllegalArgumentException(
          "from=" + replica + " reply=" + reply.getClass().getSimpleName());
    }
  }

  /** Counts an answer of that replica, unless it has counted before. */
  void answered(NodeId replica, A answer) {
    Map<NodeId, A> enough = null;
    BiConsumer<NodeId, A> latecomer = null;
    synchronized (this) {
      if (answers.putIfAbsent(replica, answer) != null) {
        return;
      }
      if (answers.size() == needed) {
        enough = new LinkedHashMap<>(answers);
      } else if (answers.size() > needed) {
        latecomer = late;
      }
    }
    if (enough != null) {
      outcome.complete(enough);
    } else if (latecomer != null) {
      latecomer.accept(replica, answer);
    }
  }

  private void refused(NodeId replica, String reason) {
    boolean hopeless;
    synchronized (this) {
      refusals.add(replica);
      lastRefusal = replica + ": " + reason;
      hopeless = !substituted && replicas - refusals.size() < needed;
    }
    if (hopeless) {
      fail(lastRefusal);
    } else {
      askReserve(); // no use in waiting for one that is known not to answer
    }
  }

  private void expire() {
    fail("not within " + means.options().timeout());
  }

  private void fail(String why) {
    QuorumNotReachedException failure;
    synchronized (this) {
      failure =
          new QuorumNotReachedException(
              phase, needed, answers.size(), refusals.size(), replicas, why);
    }
    outcome.completeExceptionally(failure);
  }

  /** Has each answer told that comes when there were enough already. */
  synchronized void whenLate(BiConsumer<NodeId, A> listener) {
    late = listener;
  }

  /** Whether that replica has answered. */
  synchronized boolean hasAnswered(NodeId replica) {
    return answers.containsKey(replica);
  }
}
