package org.ackmark.quorum.register;

import java.io.IOException;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.Versioned;

/**
 * One copy of the registers: per key the value of the highest tag that came, in a store whose
 * versions are the tags. What it answers, its store has acknowledged, so {@link
 * org.ackmark.wal.store.StoreOptions#withLevel} of that store is the level of the quorum; a value
 * that is read here is at that level too.
 *
 * <p>Never blocks, if reading its store does not; any number of threads may call it.
 */
public final class RegisterReplica implements Service {
  private final KeyValue store;
  private final Service hints;

  /** A replica that keeps no hints. */
  public RegisterReplica(KeyValue store) {
    this(
        store,
        (from, request, replier) ->
            replier.reply(new RegisterMessage.Refused("this node keeps no hints")));
  }

  /**
   * A replica that passes {@link RegisterMessage.StoreHint} on.
   *
   * @param store nobody else writes to it
   * @param hints such as {@link HintStore}
   */
  public RegisterReplica(KeyValue store, Service hints) {
    this.store = store;
    this.hints = hints;
  }

  @Override
  public void handle(NodeId from, Message request, Replier replier) {
    switch (request) {
      case RegisterMessage.QueryTag query -> replier.reply(tag(query.key()));
      case RegisterMessage.Query query -> replier.reply(held(query.key()));
      case RegisterMessage.Store update -> store(update, replier);
      case RegisterMessage.StoreHint hint -> hints.handle(from, hint, replier);
      default ->
          throw new IllegalArgumentException("request=" + request.getClass().getSimpleName());
    }
  }

  private RegisterMessage tag(Bytes key) {
    return switch (held(key)) {
      case RegisterMessage.Held held -> new RegisterMessage.TagHeld(held.tag());
      case RegisterMessage refused -> refused;
    };
  }

  private RegisterMessage held(Bytes key) {
    try {
      Versioned versioned = store.read(key);
      return new RegisterMessage.Held(new Tag(versioned.version()), versioned.value());
    } catch (IOException e) {
      return new RegisterMessage.Refused(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RegisterMessage.Refused(e.toString());
    }
  }

  /** What is visible is acknowledged, so a tag that is held already costs no record. */
  private void store(RegisterMessage.Store update, Replier replier) {
    if (held(update.key()) instanceof RegisterMessage.Held held
        && !held.tag().isOlderThan(update.tag())) {
      replier.reply(new RegisterMessage.Stored());
      return;
    }
    store
        .writeAsync(batch(update))
        .whenComplete((newer, failure) -> replier.reply(outcome(failure)));
  }

  private static RegisterMessage outcome(Throwable failure) {
    return failure == null
        ? new RegisterMessage.Stored()
        : new RegisterMessage.Refused(failure.toString());
  }

  private static Batch batch(RegisterMessage.Store update) {
    long version = update.tag().version();
    return update
        .value()
        .map(value -> Batch.putIfNewer(update.key(), value, version))
        .orElseGet(() -> Batch.deleteIfNewer(update.key(), version));
  }
}
