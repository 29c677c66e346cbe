package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Change;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.StateMachine;
import org.ackmark.wal.store.StoreRecord;
import org.ackmark.wal.store.Versioned;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/**
 * Requests and replies as bytes. A write is the store's own record. What a read found is one, too:
 * the batch of changes that would make it so; no bytes where nothing was found. Big-endian where it
 * is not the store's.
 *
 * <pre>
 *   read   | 1 | key |                                     reply  | record, or nothing |
 *   scan   | 2 | limit 4 | length of from 4 | from | to |   reply  | record, or nothing |
 *   write  | record |                                      reply  | 1, or 0 where nothing changed |
 * </pre>
 */
final class RatisCodec {
  private static final byte READ = 1;
  private static final byte SCAN = 2;
  private static final Message DONE = Message.valueOf(ByteString.copyFrom(new byte[] {1}));
  private static final Message REFUSED = Message.valueOf(ByteString.copyFrom(new byte[] {0}));

  private RatisCodec() {}

  static Message write(Batch batch) {
    return message(StoreRecord.encode(batch));
  }

  static Message read(Bytes key) {
    ByteBuffer out = ByteBuffer.allocate(1 + key.sizeBytes());
    return message(out.put(READ).put(key.toBuffer()).flip());
  }

  static Message scan(Bytes from, Bytes to, int limit) {
    ByteBuffer out = ByteBuffer.allocate(1 + 2 * Integer.BYTES + from.sizeBytes() + to.sizeBytes());
    out.put(SCAN).putInt(limit).putInt(from.sizeBytes());
    return message(out.put(from.toBuffer()).put(to.toBuffer()).flip());
  }

  private static Message message(ByteBuffer bytes) {
    return Message.valueOf(UnsafeByteOperations.unsafeWrap(bytes));
  }

  /** The batch of an entry of the log. */
  static Batch batch(long index, ByteString record) throws IOException {
    return StoreRecord.decode(index, record.asReadOnlyByteBuffer());
  }

  /** Reads what is asked for. */
  static Message answer(ByteString query, StateMachine state) {
    ByteBuffer in = query.asReadOnlyByteBuffer();
    byte type = in.hasRemaining() ? in.get() : 0;
    return switch (type) {
      case READ -> found(state.read(Bytes.of(in)), Bytes.of(in));
      case SCAN -> found(scanned(in, state));
      default -> throw new IllegalArgumentException("query type=" + type);
    };
  }

  private static List<Entry> scanned(ByteBuffer in, StateMachine state) {
    int limit = in.getInt();
    int fromBytes = in.getInt();
    Bytes from = Bytes.of(in.slice(in.position(), fromBytes));
    Bytes to = Bytes.of(in.position(in.position() + fromBytes));
    return state.scan(from, to, limit);
  }

  private static Message found(Versioned held, Bytes key) {
    if (held.equals(Versioned.ABSENT)) {
      return Message.EMPTY;
    }
    Change change =
        held.value().isPresent()
            ? new Change.Put(key, held.value().get(), held.version())
            : new Change.Delete(key, held.version());
    return write(Batch.of(change));
  }

  private static Message found(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Message.EMPTY;
    }
    Batch.Builder all = Batch.builder();
    entries.forEach(e -> all.add(new Change.Put(e.key(), e.value(), e.version())));
    Batch batch = all.build();
    if (batch.encodedBytes() > RatisStore.MAX_SCAN_BYTES) {
      throw new IllegalArgumentException(
          "scanBytes=" + batch.encodedBytes() + " exceeds " + RatisStore.MAX_SCAN_BYTES);
    }
    return write(batch);
  }

  static Message wrote(boolean tookEffect) {
    return tookEffect ? DONE : REFUSED;
  }

  static boolean tookEffect(Message reply) {
    return reply.getContent().equals(DONE.getContent());
  }

  static Versioned versioned(Message reply) throws IOException {
    List<Change> changes = changes(reply);
    return changes.isEmpty()
        ? Versioned.ABSENT
        : new Versioned(changes.getFirst().version(), value(changes.getFirst()));
  }

  private static Optional<Bytes> value(Change change) {
    return change instanceof Change.Put put ? Optional.of(put.value()) : Optional.empty();
  }

  static List<Entry> entries(Message reply) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Change change : changes(reply)) {
      entries.add(new Entry(change.key(), value(change).orElseThrow(), change.version()));
    }
    return entries;
  }

  private static List<Change> changes(Message reply) throws IOException {
    ByteString content = reply.getContent();
    return content.isEmpty() ? List.of() : batch(0, content).changes();
  }
}
