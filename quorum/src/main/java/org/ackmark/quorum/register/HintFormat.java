package org.ackmark.quorum.register;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.ackmark.wal.store.Bytes;

/**
 * How a hint stands in its store; big-endian, so that the hints of a replica stand together, in the
 * order of their tags.
 *
 * <pre>
 *   key    | replica's number 4 | tag 8 | register's key     |
 *   value  | 1 value, 0 delete  | register's value           |
 * </pre>
 */
final class HintFormat {
  /** By how much a hint's key is longer than the register's. */
  static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

  /** By how much a hint's value is longer than the register's. */
  static final int VALUE_BYTES = 1;

  private HintFormat() {}

  static Bytes key(RegisterMessage.StoreHint hint) {
    Bytes key = hint.store().key();
    return Bytes.of(
        ByteBuffer.allocate(KEY_BYTES + key.sizeBytes())
            .putInt(hint.target().number())
            .putLong(hint.store().tag().version())
            .put(key.toBuffer())
            .flip());
  }

  static Bytes value(RegisterMessage.Store store) {
    Bytes value = store.value().orElse(Bytes.EMPTY);
    return Bytes.of(
        ByteBuffer.allocate(VALUE_BYTES + value.sizeBytes())
            .put((byte) (store.value().isPresent() ? 1 : 0))
            .put(value.toBuffer())
            .flip());
  }

  /** What all keys for that replica begin with. */
  static Bytes prefix(int number) {
    return Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
  }

  static RegisterMessage.Store store(Bytes hintKey, Bytes hintValue) {
    ByteBuffer key = hintKey.toBuffer().position(Integer.BYTES);
    Tag tag = new Tag(key.getLong());
    ByteBuffer value = hintValue.toBuffer();
    boolean present = value.get() == 1;
    return new RegisterMessage.Store(
        Bytes.of(key), tag, present ? Optional.of(Bytes.of(value)) : Optional.empty());
  }
}
