package org.ackmark.wal;

import java.util.Objects;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.SegmentHeader;

/**
 * A variant and its knobs; immutable. {@link #of} gives the defaults, each {@code with…} a copy.
 *
 * @param variant policy and file
 * @param segmentBytes size of a segment file; a larger record gets a larger segment
 * @param preallocation where a segment's blocks come from
 * @param spareSegments how many deleted segments are kept for recycling
 * @param bufferBytes memory for records appended and not yet written; a power of two
 * @param groupCapBytes the most that one group holds
 * @param groupDelayNs how long a group waits for more commits once it has a first; 0 for natural
 *     batching
 * @param groupSiblings the delay applies only while at least so many commits wait
 * @param groupsInFlight writes under way at a time, for the pipelined policy
 * @param intervalNs pause between the syncs of the interval policy
 * @param lagNs the oldest record acknowledged and not synced is never older than this when another
 *     is acknowledged
 * @param lagBytes bytes acknowledged and not synced never exceed this (or one write)
 * @param idleMarkNs how long the log is idle before a mark says how far it is durable
 * @param knownDurableLsn an LSN that something outside the log proves durable, such as a snapshot
 *     that was taken after the log was synced up to it; a log that ends below is refused
 */
public record WalOptions(
    Variant variant,
    long segmentBytes,
    Preallocation preallocation,
    int spareSegments,
    int bufferBytes,
    int groupCapBytes,
    long groupDelayNs,
    int groupSiblings,
    int groupsInFlight,
    long intervalNs,
    long lagNs,
    long lagBytes,
    long idleMarkNs,
    long knownDurableLsn) {

  private static final long MIN_SEGMENT_BYTES = 2L * SegmentHeader.BYTES;
  private static final int MIN_BUFFER_BYTES = 1 << 14;
  private static final int MAX_BUFFER_BYTES = 1 << 30;

  /** Checks every knob. */
  public WalOptions {
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(preallocation, "preallocation");
    check(segmentBytes >= MIN_SEGMENT_BYTES, "segmentBytes", segmentBytes);
    check(segmentBytes % SegmentHeader.BYTES == 0, "segmentBytes", segmentBytes);
    check(spareSegments >= 0, "spareSegments", spareSegments);
    check(Integer.bitCount(bufferBytes) == 1, "bufferBytes", bufferBytes);
    check(bufferBytes >= MIN_BUFFER_BYTES, "bufferBytes", bufferBytes);
    check(bufferBytes <= MAX_BUFFER_BYTES, "bufferBytes", bufferBytes);
    check(groupCapBytes >= SegmentHeader.BYTES, "groupCapBytes", groupCapBytes);
    check(groupDelayNs >= 0, "groupDelayNs", groupDelayNs);
    check(groupSiblings >= 0, "groupSiblings", groupSiblings);
    check(groupsInFlight >= 1 && groupsInFlight <= 64, "groupsInFlight", groupsInFlight);
    check(intervalNs > 0, "intervalNs", intervalNs);
    check(lagNs >= intervalNs, "lagNs", lagNs);
    check(lagBytes > 0, "lagBytes", lagBytes);
    check(idleMarkNs > 0, "idleMarkNs", idleMarkNs);
    check(knownDurableLsn >= 0, "knownDurableLsn", knownDurableLsn);
  }

  private static void check(boolean valid, String name, long value) {
    if (!valid) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }

  /** The variant with every knob at its default. */
  public static WalOptions of(Variant variant) {
    return new WalOptions(
        variant,
        64L << 20,
        Preallocation.RECYCLED,
        2,
        8 << 20,
        4 << 20,
        0,
        5,
        4,
        10_000_000,
        200_000_000,
        64L << 20,
        100_000_000,
        0);
  }

  /** Another variant with the same knobs. */
  public WalOptions withVariant(Variant value) {
    return new WalOptions(
        value,
        segmentBytes,
        preallocation,
        spareSegments,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Another size of segment: a multiple of 4 KiB, at least 8 KiB. */
  public WalOptions withSegmentBytes(long value) {
    return new WalOptions(
        variant,
        value,
        preallocation,
        spareSegments,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Another origin of blocks, and how many files may wait for recycling. */
  public WalOptions withPreallocation(Preallocation value, int spares) {
    return new WalOptions(
        variant,
        segmentBytes,
        value,
        spares,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Another size of the memory for records not yet written. */
  public WalOptions withBufferBytes(int value) {
    return new WalOptions(
        variant,
        segmentBytes,
        preallocation,
        spareSegments,
        value,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Other bounds for groups: most bytes, delay, and the waiting commits that the delay needs. */
  public WalOptions withGroup(int capBytes, long delayNs, int siblings) {
    return new WalOptions(
        variant,
        segmentBytes,
        preallocation,
        spareSegments,
        bufferBytes,
        capBytes,
        delayNs,
        siblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Another number of groups in flight. */
  public WalOptions withGroupsInFlight(int value) {
    return new WalOptions(
        variant,
        segmentBytes,
        preallocation,
        spareSegments,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        value,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Another interval of asynchronous syncs, and bounds of what may wait for one. */
  public WalOptions withInterval(long value, long maxLagNs, long maxLagBytes) {
    return new WalOptions(
        variant,
        segmentBytes,
        preallocation,
        spareSegments,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        value,
        maxLagNs,
        maxLagBytes,
        idleMarkNs,
        knownDurableLsn);
  }

  /** Another idle time before a mark. */
  public WalOptions withIdleMarkNs(long value) {
    return new WalOptions(
        variant,
        segmentBytes,
        preallocation,
        spareSegments,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        value,
        knownDurableLsn);
  }

  /** What something outside the log proves durable. */
  public WalOptions withKnownDurableLsn(long value) {
    return new WalOptions(
        variant,
        segmentBytes,
        preallocation,
        spareSegments,
        bufferBytes,
        groupCapBytes,
        groupDelayNs,
        groupSiblings,
        groupsInFlight,
        intervalNs,
        lagNs,
        lagBytes,
        idleMarkNs,
        value);
  }

  /** The largest record. */
  public static int maxRecordBytes() {
    return EntryHeader.MAX_PAYLOAD_BYTES;
  }
}
