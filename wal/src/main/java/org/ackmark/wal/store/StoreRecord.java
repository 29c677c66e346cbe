package org.ackmark.wal.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The bytes of a batch as one record of the log; little-endian.
 *
 * <pre>
 *   PUT              | 1 | key length 4 | value length 4 | key | value |
 *   DELETE           | 2 | key length 4 | key |
 *   PUT_IF_NEWER     | 3 | version 8 | key length 4 | value length 4 | key | value |
 *   DELETE_IF_NEWER  | 4 | version 8 | key length 4 | key |
 *   BATCH            | 5 | count 4 | changes as above, at least two |
 * </pre>
 *
 * <p>Type 0 is invalid, so zeros are no record. A batch is one record, so it is replayed whole or
 * not at all. Lengths are checked before anything is allocated. The log guards the bytes with its
 * own checksum; the checks here catch a record that some other program appended.
 */
public final class StoreRecord {
  /** The largest record that a log takes: 64 MiB. */
  public static final int MAX_BYTES = 64 << 20;

  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte PUT_IF_NEWER = 3;
  private static final byte DELETE_IF_NEWER = 4;
  private static final byte BATCH = 5;

  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int BATCH_HEADER_BYTES = 1 + Integer.BYTES;
  private static final int MIN_CHANGE_BYTES = 1 + LENGTH_BYTES + 1;

  private StoreRecord() {}

  /** Encodes a batch, ready to be appended. */
  public static ByteBuffer encode(Batch batch) {
    ByteBuffer out = ByteBuffer.allocate(batch.encodedBytes()).order(ByteOrder.LITTLE_ENDIAN);
    List<Change> changes = batch.changes();
    if (changes.size() > 1) {
      out.put(BATCH).putInt(changes.size());
    }
    for (int i = 0; i < changes.size(); i++) {
      encode(changes.get(i), out);
    }
    return out.flip();
  }

  private static void encode(Change change, ByteBuffer out) {
    boolean versioned = change.version() != Change.UNVERSIONED;
    switch (change) {
      case Change.Put(Bytes key, Bytes value, long version) -> {
        out.put(versioned ? PUT_IF_NEWER : PUT);
        putVersion(version, out);
        out.putInt(key.sizeBytes()).putInt(value.sizeBytes());
        key.putInto(out);
        value.putInto(out);
      }
      case Change.Delete(Bytes key, long version) -> {
        out.put(versioned ? DELETE_IF_NEWER : DELETE);
        putVersion(version, out);
        out.putInt(key.sizeBytes());
        key.putInto(out);
      }
    }
  }

  private static void putVersion(long version, ByteBuffer out) {
    if (version != Change.UNVERSIONED) {
      out.putLong(version);
    }
  }

  /** Bytes that {@link #encode} needs; refuses what is no batch. */
  static int encodedBytes(List<Change> changes) {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("changes=0, a batch has at least one");
    }
    long bytes = changes.size() > 1 ? BATCH_HEADER_BYTES : 0;
    for (int i = 0; i < changes.size(); i++) {
      bytes += encodedBytes(changes.get(i));
    }
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException("recordBytes=" + bytes + " exceeds " + MAX_BYTES);
    }
    return (int) bytes;
  }

  private static int encodedBytes(Change change) {
    int fixed = 1 + LENGTH_BYTES + change.key().sizeBytes();
    int version = change.version() == Change.UNVERSIONED ? 0 : Long.BYTES;
    int value = change instanceof Change.Put put ? LENGTH_BYTES + put.value().sizeBytes() : 0;
    return fixed + version + value;
  }

  /**
   * Decodes a record; its position is left unchanged, and nothing of it is kept.
   *
   * @param lsn the record's LSN, for the error
   * @throws CorruptRecordException unless the record is exactly what {@link #encode} makes
   */
  public static Batch decode(long lsn, ByteBuffer record) throws CorruptRecordException {
    ByteBuffer in = record.slice().order(ByteOrder.LITTLE_ENDIAN);
    requireRemaining(1, lsn, in);
    List<Change> changes = in.get(0) == BATCH ? changes(lsn, in) : List.of(change(lsn, in));
    if (in.hasRemaining()) {
      throw corrupt(lsn, in, "bytes=" + in.remaining() + " after the end");
    }
    return new Batch(changes);
  }

  private static List<Change> changes(long lsn, ByteBuffer in) throws CorruptRecordException {
    requireRemaining(BATCH_HEADER_BYTES, lsn, in);
    int count = in.position(1).getInt();
    if (count < 2 || count > in.remaining() / MIN_CHANGE_BYTES) {
      throw corrupt(lsn, in, "count=" + count);
    }
    Change[] changes = new Change[count];
    for (int i = 0; i < count; i++) {
      changes[i] = change(lsn, in);
    }
    return List.of(changes);
  }

  private static Change change(long lsn, ByteBuffer in) throws CorruptRecordException {
    requireRemaining(1, lsn, in);
    byte type = in.get();
    return switch (type) {
      case PUT -> put(Change.UNVERSIONED, lsn, in);
      case DELETE -> delete(Change.UNVERSIONED, lsn, in);
      case PUT_IF_NEWER -> put(version(lsn, in), lsn, in);
      case DELETE_IF_NEWER -> delete(version(lsn, in), lsn, in);
      default -> throw corrupt(lsn, in, "type=" + type);
    };
  }

  private static Change put(long version, long lsn, ByteBuffer in) throws CorruptRecordException {
    int keyBytes = keyBytes(lsn, in);
    requireRemaining(LENGTH_BYTES, lsn, in);
    int valueBytes = in.getInt();
    if (valueBytes < 0 || valueBytes > KeyValue.MAX_VALUE_BYTES) {
      throw corrupt(lsn, in, "valueBytes=" + valueBytes);
    }
    requireRemaining(keyBytes + valueBytes, lsn, in);
    return new Change.Put(Bytes.take(in, keyBytes), Bytes.take(in, valueBytes), version);
  }

  private static Change delete(long version, long lsn, ByteBuffer in)
      throws CorruptRecordException {
    int keyBytes = keyBytes(lsn, in);
    requireRemaining(keyBytes, lsn, in);
    return new Change.Delete(Bytes.take(in, keyBytes), version);
  }

  private static long version(long lsn, ByteBuffer in) throws CorruptRecordException {
    requireRemaining(Long.BYTES, lsn, in);
    long version = in.getLong();
    if (version <= Change.UNVERSIONED) {
      throw corrupt(lsn, in, "version=" + version);
    }
    return version;
  }

  private static int keyBytes(long lsn, ByteBuffer in) throws CorruptRecordException {
    requireRemaining(LENGTH_BYTES, lsn, in);
    int keyBytes = in.getInt();
    if (keyBytes <= 0 || keyBytes > KeyValue.MAX_KEY_BYTES) {
      throw corrupt(lsn, in, "keyBytes=" + keyBytes);
    }
    return keyBytes;
  }

  private static void requireRemaining(int bytes, long lsn, ByteBuffer in)
      throws CorruptRecordException {
    if (in.remaining() < bytes) {
      throw corrupt(lsn, in, "bytes=" + in.remaining() + " where needed=" + bytes);
    }
  }

  private static CorruptRecordException corrupt(long lsn, ByteBuffer in, String reason) {
    return new CorruptRecordException(lsn, in.position(), "not a record of a store: " + reason);
  }
}
