package org.ackmark.wal.format;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Where entries stand: a segment of a log. Seals and checks the headers of entries against it.
 *
 * <p>Not thread-safe: it holds the scratch memory of its checksums.
 */
public final class Place {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SUMMED_BYTES = EntryHeader.BYTES - EntryHeader.PAYLOAD_CRC;
  private static final int OFFSET_AT = SUMMED_BYTES + 3 * Long.BYTES;

  // what a header's CRC covers: bytes 4 to 40, log id, segment number, offset
  private final byte[] summed = new byte[OFFSET_AT + Long.BYTES];
  private final CRC32C crc = new CRC32C();
  private final long epoch;

  /** The place of the segment that {@code header} heads. */
  public Place(SegmentHeader header) {
    this(header.logId(), header.number(), header.epoch());
  }

  Place(UUID logId, long number, long epoch) {
    LONG.set(summed, SUMMED_BYTES, logId.getMostSignificantBits());
    LONG.set(summed, SUMMED_BYTES + Long.BYTES, logId.getLeastSignificantBits());
    LONG.set(summed, SUMMED_BYTES + 2 * Long.BYTES, number);
    this.epoch = epoch;
  }

  /**
   * Completes the header that {@link EntryHeader#begin} started, for an entry that will stand at
   * {@code fileOffset} of the segment.
   *
   * @param durableLsn how far the log was known to be durable
   */
  public void seal(MemorySegment at, long offset, long durableLsn, long fileOffset) {
    at.set(EntryHeader.LONG, offset + EntryHeader.EPOCH, epoch);
    at.set(EntryHeader.LONG, offset + EntryHeader.DURABLE_LSN, durableLsn);
    at.set(EntryHeader.INT, offset + EntryHeader.HEADER_CRC, headerCrc(at, offset, fileOffset));
  }

  /**
   * Whether a valid header of this segment's epoch stands there. The payload is not looked at.
   *
   * @param at holds at least {@link EntryHeader#BYTES} bytes from {@code offset}
   */
  public boolean headerCounts(MemorySegment at, long offset, long fileOffset) {
    EntryType type = EntryHeader.type(at, offset);
    if (type == null || EntryHeader.epoch(at, offset) != epoch) {
      return false; // nearly every wrong place ends here, without a checksum
    }
    int length = EntryHeader.payloadBytes(at, offset);
    boolean bounded =
        type == EntryType.RECORD
            ? length > 0 && length <= EntryHeader.MAX_PAYLOAD_BYTES
            : length == 0;
    return bounded
        && at.get(EntryHeader.INT, offset + EntryHeader.HEADER_CRC)
            == headerCrc(at, offset, fileOffset);
  }

  /**
   * Whether the payload that {@code payload} holds is that of the valid header at {@code offset}.
   */
  public boolean payloadCounts(MemorySegment at, long offset, ByteBuffer payload) {
    crc.reset();
    crc.update(payload);
    return (int) crc.getValue() == EntryHeader.payloadCrc(at, offset);
  }

  private int headerCrc(MemorySegment at, long offset, long fileOffset) {
    long from = offset + EntryHeader.PAYLOAD_CRC;
    for (int i = 0; i < SUMMED_BYTES - Integer.BYTES; i += Long.BYTES) {
      LONG.set(summed, i, at.get(EntryHeader.LONG, from + i));
    }
    LONG.set(
        summed,
        SUMMED_BYTES - Long.BYTES,
        at.get(EntryHeader.LONG, from + SUMMED_BYTES - Long.BYTES));
    LONG.set(summed, OFFSET_AT, fileOffset);
    crc.reset();
    crc.update(summed, 0, summed.length);
    return (int) crc.getValue();
  }
}
