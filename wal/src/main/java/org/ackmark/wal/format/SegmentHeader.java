package org.ackmark.wal.format;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first block of a segment file; written and synced before the file gets its name.
 *
 * <pre>
 *   0        8         12          16               32        40
 *   +--------+---------+-----------+----------------+---------+
 *   | magic  | version | run align | log id         | number  |
 *   +--------+---------+-----------+----------------+---------+
 *   | previous number  | epoch     | kept LSN       | low-water LSN |
 *   +------------------+-----------+----------------+---------------+
 *   40                 48          56               64              72
 *   +--------+
 *   | CRC32C |  zeros to 4096
 *   +--------+
 *   72       76
 * </pre>
 *
 * @param logId the log's identity; a segment of another log is refused
 * @param number numbers ascend and are never reused in a log
 * @param previousNumber of the segment that was being written when this one was made; 0: none
 * @param epoch count of the log's openings and cuts when this segment was made
 * @param keptLsn the last LSN that the epoch keeps of older ones; stands in all its segments
 * @param lowWaterLsn the low-water mark when this segment was made
 * @param runAlignmentBytes a write starts at a multiple of this: 8, or the block of a direct file
 */
public record SegmentHeader(
    UUID logId,
    long number,
    long previousNumber,
    long epoch,
    long keptLsn,
    long lowWaterLsn,
    int runAlignmentBytes) {

  /** Bytes before the first entry: one block of any device. */
  public static final int BYTES = 4096;

  /** The version that this code writes and the only one it reads. */
  public static final int VERSION = 1;

  /** {@code ACKMARK1} in ASCII. */
  static final long MAGIC = 0x314b_5241_4d4b_4341L;

  private static final int MAGIC_AT = 0;
  private static final int VERSION_AT = MAGIC_AT + Long.BYTES;
  private static final int ALIGNMENT_AT = VERSION_AT + Integer.BYTES;
  private static final int LOG_ID_AT = ALIGNMENT_AT + Integer.BYTES;
  private static final int NUMBER_AT = LOG_ID_AT + 2 * Long.BYTES;
  private static final int PREVIOUS_AT = NUMBER_AT + Long.BYTES;
  private static final int EPOCH_AT = PREVIOUS_AT + Long.BYTES;
  private static final int KEPT_AT = EPOCH_AT + Long.BYTES;
  private static final int LOW_WATER_AT = KEPT_AT + Long.BYTES;
  private static final int CRC_AT = LOW_WATER_AT + Long.BYTES;

  /** The same with another number. */
  public SegmentHeader withNumber(long value) {
    return new SegmentHeader(
        logId, value, previousNumber, epoch, keptLsn, lowWaterLsn, runAlignmentBytes);
  }

  /** The header's block, in aligned native memory. */
  public MemorySegment encode(Arena arena) {
    MemorySegment block = arena.allocate(BYTES, BYTES);
    block.set(EntryHeader.LONG, MAGIC_AT, MAGIC);
    block.set(EntryHeader.INT, VERSION_AT, VERSION);
    block.set(EntryHeader.INT, ALIGNMENT_AT, runAlignmentBytes);
    block.set(EntryHeader.LONG, LOG_ID_AT, logId.getMostSignificantBits());
    block.set(EntryHeader.LONG, LOG_ID_AT + Long.BYTES, logId.getLeastSignificantBits());
    block.set(EntryHeader.LONG, NUMBER_AT, number);
    block.set(EntryHeader.LONG, PREVIOUS_AT, previousNumber);
    block.set(EntryHeader.LONG, EPOCH_AT, epoch);
    block.set(EntryHeader.LONG, KEPT_AT, keptLsn);
    block.set(EntryHeader.LONG, LOW_WATER_AT, lowWaterLsn);
    block.set(EntryHeader.INT, CRC_AT, crc(block));
    return block;
  }

  /**
   * Reads a header's block.
   *
   * @param readBytes how much of the block the file held
   * @throws BadHeaderException saying what is wrong with it
   */
  public static SegmentHeader decode(MemorySegment block, long readBytes)
      throws BadHeaderException {
    if (readBytes < BYTES) {
      throw new BadHeaderException("the file ends inside its header, bytes=" + readBytes);
    }
    if (block.get(EntryHeader.LONG, MAGIC_AT) != MAGIC) {
      throw new BadHeaderException("not a segment of a log: the magic number is missing");
    }
    int version = block.get(EntryHeader.INT, VERSION_AT);
    if (version != VERSION) {
      throw new BadHeaderException("format version=" + version + ", this code reads " + VERSION);
    }
    if (block.get(EntryHeader.INT, CRC_AT) != crc(block)) {
      throw new BadHeaderException("the header's checksum does not match");
    }
    return new SegmentHeader(
        new UUID(
            block.get(EntryHeader.LONG, LOG_ID_AT),
            block.get(EntryHeader.LONG, LOG_ID_AT + Long.BYTES)),
        block.get(EntryHeader.LONG, NUMBER_AT),
        block.get(EntryHeader.LONG, PREVIOUS_AT),
        block.get(EntryHeader.LONG, EPOCH_AT),
        block.get(EntryHeader.LONG, KEPT_AT),
        block.get(EntryHeader.LONG, LOW_WATER_AT),
        block.get(EntryHeader.INT, ALIGNMENT_AT));
  }

  private static int crc(MemorySegment block) {
    CRC32C crc = new CRC32C();
    crc.update(block.asSlice(0, CRC_AT).asByteBuffer());
    return (int) crc.getValue();
  }
}
