package org.ackmark.quorum.register;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;

/** A replica that keeps tags beside the values instead of having its store compare them. */
final class NaiveReplica implements Service {
  private static final RegisterMessage.Held NOTHING =
      new RegisterMessage.Held(Tag.NONE, Optional.empty());

  private final KeyValue store;
  private final boolean compares;

  /**
   * Over a store.
   *
   * @param compares whether it leaves out what is older than what it reads just before
   */
  NaiveReplica(KeyValue store, boolean compares) {
    this.store = store;
    this.compares = compares;
  }

  @Override
  public void handle(NodeId from, Message request, Replier replier) {
    switch ((RegisterMessage) request) {
      case RegisterMessage.QueryTag query ->
          replier.reply(new RegisterMessage.TagHeld(held(query.key()).tag()));
      case RegisterMessage.Query query -> replier.reply(held(query.key()));
      case RegisterMessage.Store update -> store(update, replier);
      default -> throw new IllegalArgumentException("request=" + request);
    }
  }

  private void store(RegisterMessage.Store update, Replier replier) {
    if (compares && !held(update.key()).tag().isOlderThan(update.tag())) {
      replier.reply(new RegisterMessage.Stored());
      return;
    }
    store
        .writeAsync(Batch.put(update.key(), encoded(update)))
        .thenAccept(done -> replier.reply(new RegisterMessage.Stored()));
  }

  private static Bytes encoded(RegisterMessage.Store update) {
    byte[] value = update.value().orElseThrow().toArray();
    return Bytes.of(
        ByteBuffer.allocate(Long.BYTES + value.length)
            .putLong(update.tag().version())
            .put(value)
            .flip());
  }

  private RegisterMessage.Held held(Bytes key) {
    try {
      return store.get(key).map(NaiveReplica::decoded).orElse(NOTHING);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RegisterMessage.Held decoded(Bytes bytes) {
    ByteBuffer buffer = bytes.toBuffer();
    return new RegisterMessage.Held(new Tag(buffer.getLong()), Optional.of(Bytes.of(buffer)));
  }
}
