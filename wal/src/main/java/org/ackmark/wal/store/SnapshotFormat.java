package org.ackmark.wal.store;

import java.nio.ByteBuffer;

/**
 * The bytes of a snapshot file: the only place that knows an offset. Little-endian.
 *
 * <pre>
 *          0        8         12       16      24      32
 *   header | magic  | version | zeros  | LSN   | count |
 *
 *          0        4                  4+n     8+n
 *   chunk  | n      | entries, n bytes | CRC32C|            any number, none empty
 *   end    | 0      | CRC32C |                              and the file ends
 *
 *          0            4              8        16    16+k  16+k+v
 *   entry  | key length | value length | version | key | value |
 *          |     k      | v, or -1 in a tombstone|
 * </pre>
 *
 * <p>Each CRC32C covers every byte of the file before it except the earlier CRCs (a CRC over its
 * own value is a constant and would forget what came before). So a chunk that is damaged, missing
 * or in another's place is found at its end, and nothing is used before its CRC was right. Entries
 * ascend by key and never span chunks; {@code count} is their number, tombstones included.
 */
final class SnapshotFormat {
  /** {@code ACKSNAP1} in ASCII. */
  static final long MAGIC = 0x3150_414e_534b_4341L;

  /** The version that this code writes and the only one it reads. */
  static final int VERSION = 1;

  static final int HEADER_BYTES = 32;
  static final int LENGTH_BYTES = Integer.BYTES;
  static final int CRC_BYTES = Integer.BYTES;
  static final int ENTRY_HEADER_BYTES = 2 * LENGTH_BYTES + Long.BYTES;

  /** A chunk is no longer than this, unless it holds one entry only. */
  static final int CHUNK_BYTES = 1 << 20;

  /** The longest entry is the longest chunk. */
  static final int MAX_CHUNK_BYTES =
      ENTRY_HEADER_BYTES + KeyValue.MAX_KEY_BYTES + KeyValue.MAX_VALUE_BYTES;

  private static final int TOMBSTONE = -1;

  private SnapshotFormat() {}

  static void putHeader(long lsn, long count, ByteBuffer out) {
    out.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(lsn).putLong(count);
  }

  /** The count in a header; what is wrong with the header, and where, is the error. */
  static long count(String file, long expectedLsn, ByteBuffer header)
      throws CorruptSnapshotException {
    check(header.getLong() == MAGIC, file, 0, "not a snapshot: the magic number is missing");
    int version = header.getInt();
    check(version == VERSION, file, 8, "format version=" + version + ", this code reads 1");
    check(header.getInt() == 0, file, 12, "bytes that must be zero are not");
    long lsn = header.getLong();
    check(lsn == expectedLsn, file, 16, "lsn=" + lsn + " is not the one in the file's name");
    return header.getLong();
  }

  static int entryBytes(SortedTree.Node node) {
    return ENTRY_HEADER_BYTES
        + node.key.sizeBytes()
        + (node.value == null ? 0 : node.value.sizeBytes());
  }

  static void putEntry(SortedTree.Node node, ByteBuffer out) {
    out.putInt(node.key.sizeBytes());
    out.putInt(node.value == null ? TOMBSTONE : node.value.sizeBytes());
    out.putLong(node.version);
    node.key.putInto(out);
    if (node.value != null) {
      node.value.putInto(out);
    }
  }

  /**
   * Takes the next entry of a chunk.
   *
   * @param at the file offset of {@code chunk}'s start, for the error
   */
  static SortedTree.Node takeEntry(String file, long at, ByteBuffer chunk)
      throws CorruptSnapshotException {
    long offset = at + chunk.position();
    check(chunk.remaining() >= ENTRY_HEADER_BYTES, file, offset, "an entry spans chunks");
    int keyBytes = chunk.getInt();
    int valueBytes = chunk.getInt();
    long version = chunk.getLong();
    check(
        keyBytes > 0
            && keyBytes <= KeyValue.MAX_KEY_BYTES
            && valueBytes >= TOMBSTONE
            && valueBytes <= KeyValue.MAX_VALUE_BYTES
            && chunk.remaining() >= keyBytes + Math.max(valueBytes, 0),
        file,
        offset,
        "lengths of an entry that cannot be");
    check(
        version > 0 || (version == 0 && valueBytes != TOMBSTONE),
        file,
        offset,
        "a version that cannot be");
    Bytes key = Bytes.take(chunk, keyBytes);
    return SortedTree.Node.leaf(
        key, valueBytes == TOMBSTONE ? null : Bytes.take(chunk, valueBytes), version);
  }

  static void check(boolean holds, String file, long offset, String otherwise)
      throws CorruptSnapshotException {
    if (!holds) {
      throw new CorruptSnapshotException(file, offset, otherwise);
    }
  }
}
