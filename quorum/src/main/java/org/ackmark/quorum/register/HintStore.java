package org.ackmark.quorum.register;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.KeyValue;

/**
 * Keeps writes for replicas that did not answer, in a store of its own, and hands them over when
 * these are back: a hint is deleted when its replica has stored it. It survives a crash of this
 * node as far as its store does. A hint may be handed over twice, and after newer writes: the tags
 * see to it that this is harmless.
 *
 * <p>Never blocks, if reading its store does not; any number of threads may call it. Bounded: it
 * refuses more than {@link #MAX_HINTS}.
 */
public final class HintStore implements Service, Closeable {
  /** The most hints it keeps: their keys are in memory. */
  public static final int MAX_HINTS = 100_000;

  /** How many hints are on their way to one replica at a time. */
  private static final int AT_ONCE = 64;

  private final NodeId self;
  private final Map<Integer, NodeId> targets = new TreeMap<>();
  private final KeyValue store;
  private final Network network;
  private final Timer timer;
  private final long replayEveryNs;
  private final ConcurrentSkipListSet<Bytes> index = new ConcurrentSkipListSet<>();
  private final AtomicInteger size = new AtomicInteger(); // of the index, which would have to count
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Continues with the hints that the store holds.
   *
   * @param store nobody else uses it
   * @param replicas for whom it keeps hints
   * @param replayEveryNs how long it waits between attempts to hand hints over
   * @throws IOException when the store can't be read
   * @throws InterruptedException when interrupted while reading it
   */
  public HintStore(
      NodeId self,
      Collection<NodeId> replicas,
      KeyValue store,
      Network network,
      Timer timer,
      long replayEveryNs)
      throws IOException, InterruptedException {
    if (replayEveryNs <= 0) {
      throw new IllegalArgumentException("replayEveryNs=" + replayEveryNs);
    }
    this.self = self;
    this.store = store;
    this.network = network;
    this.timer = timer;
    this.replayEveryNs = replayEveryNs;
    replicas.forEach(replica -> targets.put(replica.number(), replica));
    for (Entry entry : store.scan(Bytes.EMPTY, Bytes.EMPTY, Integer.MAX_VALUE)) {
      remember(entry.key());
    }
    replayLater();
  }

  /** How many hints it keeps. */
  public int size() {
    return size.get();
  }

  private void remember(Bytes key) {
    if (index.add(key)) {
      size.incrementAndGet();
    }
  }

  private void forget(Bytes key) {
    if (index.remove(key)) {
      size.decrementAndGet();
    }
  }

  @Override
  public void handle(NodeId from, Message request, Replier replier) {
    if (!(request instanceof RegisterMessage.StoreHint hint)) {
      throw new IllegalArgumentException("request=" + request.getClass().getSimpleName());
    }
    if (closed || size() >= MAX_HINTS || !targets.containsKey(hint.target().number())) {
      replier.reply(new RegisterMessage.Refused("no room for hints, or not for " + hint.target()));
      return;
    }
    Bytes key = HintFormat.key(hint);
    store
        .writeAsync(Batch.put(key, HintFormat.value(hint.store())))
        .whenComplete((stored, failure) -> kept(hint, key, failure, replier));
  }

  private void kept(RegisterMessage.StoreHint hint, Bytes key, Throwable failure, Replier replier) {
    if (failure != null) {
      replier.reply(new RegisterMessage.Refused(failure.toString()));
      return;
    }
    remember(key);
    replayLater();
    replier.reply(new RegisterMessage.HintStored(hint.target()));
  }

  private void replayLater() {
    if (!closed && !index.isEmpty() && scheduled.compareAndSet(false, true)) {
      timer.schedule(replayEveryNs, this::replay);
    }
  }

  private void replay() {
    scheduled.set(false);
    if (closed) {
      return;
    }
    targets.values().forEach(this::replayTo);
    replayLater();
  }

  private void replayTo(NodeId target) {
    SortedSet<Bytes> hints =
        index.subSet(HintFormat.prefix(target.number()), HintFormat.prefix(target.number() + 1));
    hints.stream().limit(AT_ONCE).forEach(key -> handOver(target, key));
  }

  private void handOver(NodeId target, Bytes key) {
    Optional<Bytes> value = read(key);
    if (value.isPresent()) {
      network.send(
          self,
          target,
          HintFormat.store(key, value.get()),
          (from, reply) -> {
            if (reply instanceof RegisterMessage.Stored) {
              delete(key);
            }
          });
    }
  }

  /** A store that fails to read keeps its hints for the next opening. */
  private Optional<Bytes> read(Bytes key) {
    try {
      return store.get(key);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void delete(Bytes key) {
    store
        .writeAsync(Batch.delete(key))
        .whenComplete((done, failure) -> {
          if (failure == null) {
            forget(key);
          }
        });
  }

  /** Takes no hints any more and hands none over. The store stays open: it is its owner's. */
  @Override
  public void close() {
    closed = true;
  }
}
