package org.ackmark.wal.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The header of an entry: where its fields are.
 *
 * <pre>
 *   0               4               8              12  13     16
 *   +---------------+---------------+---------------+---+-----+
 *   | header CRC32C | payload CRC32C| payload bytes |typ| 0 0 0|
 *   +---------------+---------------+---------------+---+-----+
 *   | epoch                         | LSN                     |
 *   +-------------------------------+-------------------------+ 32
 *   | durable LSN                   |
 *   +-------------------------------+ 40
 * </pre>
 *
 * <p>The header's CRC covers bytes 4 to 40 and the {@link Place} (log id, segment number, offset in
 * the segment), so it fails for an entry that was copied or moved, and, through the payload's CRC,
 * for a payload that is not its own.
 */
public final class EntryHeader {
  /** Bytes of a header. */
  public static final int BYTES = 40;

  /** Entries start at multiples of this. */
  public static final int ALIGNMENT_BYTES = 8;

  /** The largest payload. */
  public static final int MAX_PAYLOAD_BYTES = 64 << 20;

  static final int HEADER_CRC = 0;
  static final int PAYLOAD_CRC = HEADER_CRC + Integer.BYTES;
  static final int LENGTH = PAYLOAD_CRC + Integer.BYTES;
  static final int TYPE = LENGTH + Integer.BYTES;
  static final int EPOCH = TYPE + Integer.BYTES; // the type's byte and three of zero
  static final int LSN = EPOCH + Long.BYTES;
  static final int DURABLE_LSN = LSN + Long.BYTES;

  static {
    assert DURABLE_LSN + Long.BYTES == BYTES : "the fields fill the header";
    assert BYTES % ALIGNMENT_BYTES == 0 : "payloads are aligned";
  }

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private EntryHeader() {}

  /** Bytes that an entry takes in the segment: header, payload, padding. */
  public static int entryBytes(int payloadBytes) {
    return (BYTES + payloadBytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
  }

  /** Writes what is known when a record is appended; {@link Place#seal} adds the rest. */
  public static void begin(
      MemorySegment at, long offset, EntryType type, long lsn, int payloadBytes, int payloadCrc) {
    at.set(INT, offset + PAYLOAD_CRC, payloadCrc);
    at.set(INT, offset + LENGTH, payloadBytes);
    at.set(INT, offset + TYPE, type.code());
    at.set(LONG, offset + LSN, lsn);
  }

  /** The payload's length as it stands there, unchecked. */
  public static int payloadBytes(MemorySegment at, long offset) {
    return at.get(INT, offset + LENGTH);
  }

  /** The LSN as it stands there, unchecked. */
  public static long lsn(MemorySegment at, long offset) {
    return at.get(LONG, offset + LSN);
  }

  /** The durable LSN as it stands there, unchecked. */
  public static long durableLsn(MemorySegment at, long offset) {
    return at.get(LONG, offset + DURABLE_LSN);
  }

  /** The epoch as it stands there, unchecked. */
  public static long epoch(MemorySegment at, long offset) {
    return at.get(LONG, offset + EPOCH);
  }

  /** The type as it stands there, or null when it is none. */
  public static EntryType type(MemorySegment at, long offset) {
    int code = at.get(INT, offset + TYPE);
    return code == (byte) code ? EntryType.of((byte) code) : null;
  }

  static int payloadCrc(MemorySegment at, long offset) {
    return at.get(INT, offset + PAYLOAD_CRC);
  }
}
