package org.ackmark.quorum.register;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Change;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.Versioned;

/**
 * A coordinator: reads and writes registers on N replicas, by one of two protocols.
 *
 * <pre>
 *   write  ABD: ask R for their tags ─ a higher one ─┐
 *          LWW: the wall clock ──────────────────────┴─ store on all, wait for W
 *   read   ask R ─ the highest tag ─ repair, as asked ─ return its value
 * </pre>
 *
 * <p>Every operation ends within the timeout. One that too few replicas answered fails with a
 * {@link QuorumNotReachedException}; a write that failed so is <em>indeterminate</em> unless the
 * exception says that nothing of it was sent. Under LWW a write that returned may have been dropped
 * in favour of an older one: see {@link Protocol#LWW}.
 *
 * <p>Registers have consensus number 1 (Herlihy, TOPLAS 13(1), 1991): there is no way to make a
 * write depend on what was there. Conditional writes, batches of several keys and scans are
 * therefore refused with {@link UnsupportedOperationException}.
 *
 * <p>Any number of threads may use it. It starts none: the asynchronous calls never block, and
 * stages complete on a thread of the network or the timer, which must not be blocked. The blocking
 * calls wait for the same stages, so they must not be made on such a thread.
 */
public final class RegisterStore implements KeyValue {
  /** The longest key: it must fit into a hint. */
  public static final int MAX_KEY_BYTES = KeyValue.MAX_KEY_BYTES - HintFormat.KEY_BYTES;

  /** The longest value: it must fit into a hint. */
  public static final int MAX_VALUE_BYTES = KeyValue.MAX_VALUE_BYTES - HintFormat.VALUE_BYTES;

  private static final HedgeDelay AT_ONCE = HedgeDelay.of(new Hedging.AllAtOnce());

  private final Means means;
  private final Tagging tagging;
  private final Repair repair;
  private final Hinting hinting;
  private final HedgeDelay hedge;
  private volatile boolean closed;

  /**
   * A coordinator on the node {@code self}, which may be a replica, too.
   *
   * @param self its number is the writer's in tags; nobody else writes under it
   * @param incarnation of this start: {@link Incarnation#next}; LWW does without, give it 0
   * @throws IllegalArgumentException when {@code self} or {@code incarnation} does not fit a tag
   */
  public RegisterStore(
      NodeId self, int incarnation, RegisterOptions options, Network network, Timer timer) {
    this(
        new Means(self, options, network, timer),
        new TagGuard(self.number(), checked(incarnation, options)));
  }

  private RegisterStore(Means means, TagGuard guard) {
    this(means, Tagging.of(means, guard), Repair.of(means));
  }

  /** With strategies of any kind. */
  RegisterStore(Means means, Tagging tagging, Repair repair) {
    if (means.self().number() > Tag.MAX_WRITER) {
      throw new IllegalArgumentException("writer=" + means.self().number());
    }
    this.means = means;
    this.tagging = tagging;
    this.repair = repair;
    this.hinting = new Hinting(means);
    this.hedge = HedgeDelay.of(means.options().hedging());
  }

  private static int checked(int incarnation, RegisterOptions options) {
    int least = options.protocol() == Protocol.ABD ? 1 : 0;
    if (incarnation < least || incarnation > Tag.MAX_INCARNATION) {
      throw new IllegalArgumentException("incarnation=" + incarnation);
    }
    return incarnation;
  }

  /** How it reads and writes. */
  public RegisterOptions options() {
    return means.options();
  }

  /**
   * Reads a key, without waiting.
   *
   * @return the value of the highest tag that R replicas hold; the tag is the version. Fails with a
   *     {@link QuorumNotReachedException}, also when a repair that it must wait for is lost
   */
  public CompletionStage<Versioned> readAsync(Bytes key) {
    checkKey(key);
    if (closed) {
      return CompletableFuture.failedStage(closedFailure());
    }
    long deadlineNs = means.deadlineNs();
    Round<RegisterMessage.Held> round =
        new Round<>(means, Phase.QUERY, RegisterMessage.Held.class, means.options().quorum().r());
    return Stages.plain(
        round
            .ask(new RegisterMessage.Query(key), means.options().replicas(), hedge, deadlineNs)
            .thenCompose(answers -> repaired(new Reading(key, answers), round, deadlineNs)));
  }

  private CompletionStage<Versioned> repaired(
      Reading reading, Round<RegisterMessage.Held> round, long deadlineNs) {
    round.whenLate((replica, held) -> repair.late(reading, replica, held));
    return repair.repair(reading, deadlineNs).thenApply(done -> reading.versioned());
  }

  /** {@inheritDoc} Blocks until R replicas have answered, and repairs as asked. */
  @Override
  public Versioned read(Bytes key) throws IOException, InterruptedException {
    return Stages.await(readAsync(key));
  }

  /**
   * {@inheritDoc} The batch is one put or delete without a version. The stage completes with true
   * when W replicas hold the write or a newer one, at the level of the quorum.
   */
  @Override
  public CompletionStage<Boolean> writeAsync(Batch batch) {
    Change change = only(batch);
    checkKey(change.key());
    Optional<Bytes> value = value(change);
    if (closed) {
      return CompletableFuture.failedStage(closedFailure());
    }
    long deadlineNs = means.deadlineNs();
    return Stages.plain(
        tagging
            .next(change.key(), deadlineNs)
            .thenCompose(
                tag -> store(new RegisterMessage.Store(change.key(), tag, value), deadlineNs)));
  }

  private CompletionStage<Boolean> store(RegisterMessage.Store store, long deadlineNs) {
    Round<RegisterMessage.Stored> round =
        new Round<>(means, Phase.STORE, RegisterMessage.Stored.class, means.options().quorum().w());
    hinting.watch(store, round);
    return round
        .ask(store, means.options().replicas(), AT_ONCE, deadlineNs)
        .thenApply(answers -> true);
  }

  /** {@inheritDoc} Blocks until W replicas have acknowledged it. */
  @Override
  public boolean write(Batch batch) throws IOException, InterruptedException {
    return Stages.await(writeAsync(batch));
  }

  /** Not possible: registers can't be listed by asking a quorum for each. */
  @Override
  public List<Entry> scan(Bytes from, Bytes to, int limit) {
    throw new UnsupportedOperationException("registers can't be scanned");
  }

  private static Change only(Batch batch) {
    if (batch.changes().size() != 1) {
      throw new UnsupportedOperationException(
          "changes=" + batch.changes().size() + ": registers are written one by one");
    }
    Change change = batch.changes().getFirst();
    if (change.version() != Change.UNVERSIONED) {
      throw new UnsupportedOperationException(
          "version=" + change.version() + ": a register can't be written conditionally");
    }
    return change;
  }

  private static void checkKey(Bytes key) {
    if (key.sizeBytes() == 0 || key.sizeBytes() > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "keyBytes=" + key.sizeBytes() + " is not within 1 to " + MAX_KEY_BYTES);
    }
  }

  private static Optional<Bytes> value(Change change) {
    if (!(change instanceof Change.Put put)) {
      return Optional.empty();
    }
    if (put.value().sizeBytes() > MAX_VALUE_BYTES) {
      throw new IllegalArgumentException(
          "valueBytes=" + put.value().sizeBytes() + " exceeds " + MAX_VALUE_BYTES);
    }
    return Optional.of(put.value());
  }

  private static IOException closedFailure() {
    return new IOException("the store is closed");
  }

  /** Refuses later calls. Operations under way end as they would. */
  @Override
  public void close() {
    closed = true;
  }
}
