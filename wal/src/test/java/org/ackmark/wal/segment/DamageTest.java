package org.ackmark.wal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.EntryType;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/**
 * One bit flipped anywhere in a closed log: it is refused, or every record is there as it was. What
 * is refused is known by what the bit belongs to.
 */
class DamageTest {
  private static final int FLIPS = 3000;
  private static final String WHOLE = "6-30a";

  /** What a bit belongs to. */
  private enum Part {
    /** The part of a segment's header that its checksum covers. */
    SEGMENT_HEADER(true, "every name of a segment promises a good header"),
    REST_OF_HEADER_BLOCK(false, "nobody reads it"),
    RECORD(true, "the seal says that it was durable"),
    RECORD_BELOW_MARK(false, "the log starts above it"),
    MARK(false, "the records are all there, and other marks and headers tell the same"),
    PADDING(false, "nobody reads it"),
    FREE(false, "one bit makes no entry");

    final boolean refused;
    final String why;

    Part(boolean refused, String why) {
      this.refused = refused;
      this.why = why;
    }
  }

  private record Range(String name, long from, long to, Part part) {
    boolean has(String file, long offset) {
      return name.equals(file) && offset >= from && offset < to;
    }
  }

  private record Flip(String name, long offset, int bit, Part part) {}

  /** Five openings; a low-water mark; an opening without records; a segment without entries. */
  private static SimDisk log() throws Exception {
    SimDisk disk = new SimDisk("damage");
    WalOptions options = Small.options(Variant.SYNC).withPreallocation(Preallocation.SPARSE, 0);
    for (int records : new int[] {9, 6, 0, 11, 4}) {
      try (SegmentedLog log = SegmentedLog.open(disk, options)) {
        for (int i = 0; i < records; i++) {
          log.commit(Records.append(log, 'a', 100 + 191 * i));
        }
        if (records == 6) {
          log.truncateBefore(6);
        }
      }
    }
    return disk;
  }

  private static List<Range> parts(SimDisk disk) throws Exception {
    List<Range> parts = new ArrayList<>();
    for (String name : Raw.segments(disk)) {
      parts.add(new Range(name, 0, 76, Part.SEGMENT_HEADER));
      parts.add(new Range(name, 76, 4096, Part.REST_OF_HEADER_BLOCK));
      try (EntryCursor entry = new EntryCursor(disk, name, Raw.header(disk, name))) {
        while (entry.search()) {
          long end = entry.offset() + EntryHeader.BYTES + entry.payloadBytes();
          parts.add(new Range(name, entry.offset(), end, part(entry)));
          parts.add(new Range(name, end, entry.endOffset(), Part.PADDING));
        }
      }
      parts.add(new Range(name, 4096, Long.MAX_VALUE, Part.FREE)); // if nothing above has it
    }
    return parts;
  }

  private static Part part(EntryCursor entry) {
    if (entry.type() != EntryType.RECORD) {
      return Part.MARK;
    }
    return entry.lsn() < 6 ? Part.RECORD_BELOW_MARK : Part.RECORD;
  }

  /** W9: one flipped bit in what was synced is an error that names it, not a shorter log. */
  @Test
  void shouldRefuseEveryFlipThatMatters() throws Exception {
    long seed = Seed.next(DamageTest.class);
    SimDisk disk = log();
    assertEquals(WHOLE, Small.reread(disk.crash(CrashClass.PROCESS, 0)));
    List<Flip> flips = flips(disk, new SplittableRandom(seed));

    Map<Part, Integer> counts = new EnumMap<>(Part.class);
    flips.forEach(flip -> counts.merge(flip.part, 1, Integer::sum));
    List<String> wrong =
        flips.parallelStream().flatMap(flip -> check(disk, flip)).sorted().toList();

    counts.forEach((part, n) ->
        System.out.printf(
            "%-20s %5d flips %s: %s%n", part, n, part.refused ? "refused " : "harmless", part.why));
    assertEquals(List.of(), wrong);
    assertEquals(Part.values().length, counts.size(), "parts never hit: " + counts);
    assertTrue(counts.get(Part.RECORD) > FLIPS / 5, counts.toString());
  }

  private static List<Flip> flips(SimDisk disk, SplittableRandom random) throws Exception {
    List<Range> parts = parts(disk);
    List<String> names = Raw.segments(disk);
    List<Flip> flips = new ArrayList<>();
    for (int i = 0; i < FLIPS; i++) {
      Range entry = parts.get(random.nextInt(parts.size()));
      boolean small =
          random.nextInt(3) == 0 && entry.to - entry.from < 100 && entry.to > entry.from;
      String name = small ? entry.name : names.get(random.nextInt(names.size()));
      long offset =
          small
              ? random.nextLong(entry.from, entry.to)
              : random.nextInt(disk.contents(name).length);
      Part part = parts.stream().filter(p -> p.has(name, offset)).findFirst().orElseThrow().part();
      flips.add(new Flip(name, offset, random.nextInt(8), part));
    }
    return flips;
  }

  private static Stream<String> check(SimDisk whole, Flip flip) {
    try {
      SimDisk disk = whole.crash(CrashClass.PROCESS, 0);
      disk.corrupt(flip.name, flip.offset, flip.bit);
      String outcome = outcome(disk);
      return outcome.equals(flip.part.refused ? "refused" : WHOLE)
          ? Stream.of()
          : Stream.of(flip + " " + outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String outcome(SimDisk disk) throws IOException {
    try {
      return Small.reread(disk);
    } catch (CorruptLogException e) {
      return "refused";
    }
  }

  /** The rule's limit, stated: nothing tells of the last record of a log that was not closed. */
  @Test
  void shouldTakeDamageToTheLastRecordOfACrashedLogForATornTail() throws Exception {
    SimDisk disk = new SimDisk("crashed");
    try (SegmentedLog log = Small.open(disk)) {
      Records.appendAndCommit(log, 'a', 7);
      SimDisk crashed = disk.crashLosingAll(CrashClass.POWER);

      for (int bit = 0; bit < 1024 * 8; bit += 13) {
        SimDisk last = crashed.crash(CrashClass.PROCESS, 0);
        last.corrupt("segment-000000000002", 4096 + 2 * 1024 + bit / 8, bit % 8);
        SimDisk lastButOne = crashed.crash(CrashClass.PROCESS, 0);
        lastButOne.corrupt("segment-000000000002", 4096 + 1024 + bit / 8, bit % 8);

        assertEquals("1-6a", outcome(last), "bit=" + bit);
        assertEquals("refused", outcome(lastButOne), "bit=" + bit);
      }
    }
  }
}
