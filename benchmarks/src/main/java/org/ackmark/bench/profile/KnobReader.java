package org.ackmark.bench.profile;

import java.util.List;
import java.util.function.Function;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.WalOptions;

/**
 * Reads the sections {@code log}, {@code group} and {@code async} over what holds already. Pure.
 */
final class KnobReader {
  private static final int KIB = 1 << 10;
  private static final int GIB = 1 << 30;
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** A segment is mapped, and written directly, in whole pages. */
  private static final long PAGE_BYTES = 4L * KIB;

  private static final Rule<Long> SEGMENT_BYTES =
      Rule.size(8L * KIB, GIB)
          .demanding(bytes -> bytes % PAGE_BYTES == 0, "must be a multiple of 4KiB");

  private static final Rule<Integer> BUFFER_BYTES =
      Rule.intSize(16 * KIB, GIB)
          .demanding(bytes -> Integer.bitCount(bytes) == 1, "must be a power of two");

  private KnobReader() {}

  /**
   * The options with every knob that the mapping gives put in place; its other keys don't count.
   */
  static WalOptions read(Mapping mapping, WalOptions options) {
    Function<String, Fields> section = name -> section(mapping, name);
    return async(
        section.apply("async"), group(section.apply("group"), log(section.apply("log"), options)));
  }

  private static Fields section(Mapping mapping, String name) {
    return Fields.checkedElsewhere(mapping).section(name, Knob.keys(name));
  }

  private static WalOptions log(Fields log, WalOptions options) {
    Rule<Preallocation> preallocation = Rule.choice(List.of(Preallocation.values()), Label::of);
    return options
        .withSegmentBytes(log.one("segmentBytes", SEGMENT_BYTES, options.segmentBytes()))
        .withPreallocation(
            log.one("preallocation", preallocation, options.preallocation()),
            log.one("spareSegments", Rule.count(0, 1_000), options.spareSegments()))
        .withBufferBytes(log.one("bufferBytes", BUFFER_BYTES, options.bufferBytes()));
  }

  private static WalOptions group(Fields group, WalOptions options) {
    return options
        .withGroup(
            group.one("maxBytes", Rule.intSize(4 * KIB, GIB), options.groupCapBytes()),
            group.one("maxDelay", Rule.duration(0, HOUR_NS), options.groupDelayNs()),
            group.one("siblings", Rule.count(0, 65_536), options.groupSiblings()))
        .withGroupsInFlight(group.one("inFlight", Rule.count(1, 64), options.groupsInFlight()));
  }

  private static WalOptions async(Fields async, WalOptions options) {
    long intervalNs = async.one("interval", Rule.duration(1, HOUR_NS), options.intervalNs());
    long lagNs = async.one("maxLag", Rule.duration(1, HOUR_NS), options.lagNs());
    if (lagNs < intervalNs) {
      throw new ProfileException(
          async.place(),
          "'maxLag' (%s) must not be below 'interval' (%s)"
              .formatted(Quantity.ofNs(lagNs), Quantity.ofNs(intervalNs)));
    }
    Rule<Long> lagBytes = Rule.size(1, 1L << 40);
    return options.withInterval(
        intervalNs, lagNs, async.one("maxLagBytes", lagBytes, options.lagBytes()));
  }
}
