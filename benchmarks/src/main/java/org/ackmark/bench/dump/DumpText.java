package org.ackmark.bench.dump;

import java.util.Locale;
import org.ackmark.wal.format.SegmentHeader;

/** A dump for a person. Pure. */
public final class DumpText {
  private DumpText() {}

  /** Header, one line for each entry and gap, and where the run ends. */
  public static String render(Dump dump) {
    StringBuilder text = new StringBuilder(head(dump));
    text.append(row("offset", "type", "lsn", "durable", "epoch", "bytes", "crc"));
    dump.entries().forEach(entry -> text.append(row(entry)));
    return text.append(foot(dump)).toString();
  }

  private static String head(Dump dump) {
    SegmentHeader header = dump.header();
    return String.format(
        Locale.ROOT,
        "%s: segment %d of log %s, %d bytes%n"
            + "follows on segment %d; epoch %d, which keeps older records up to lsn %d;"
            + " low-water mark %d; writes start at multiples of %d%n",
        dump.name(),
        header.number(),
        header.logId(),
        dump.sizeBytes(),
        header.previousNumber(),
        header.epoch(),
        header.keptLsn(),
        header.lowWaterLsn(),
        header.runAlignmentBytes());
  }

  private static String row(DumpEntry entry) {
    return row(
        entry.offset(),
        entry.type().replace('_', '-'),
        orDash(entry.lsn()),
        orDash(entry.durableLsn()),
        orDash(entry.epoch()),
        entry.bytes(),
        entry.state());
  }

  private static Object orDash(Long value) {
    return value == null ? "-" : value;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%12s  %-9s %12s %12s %6s %10s  %s%n", cells);
  }

  private static String foot(Dump dump) {
    boolean broken = dump.entries().stream().anyMatch(DumpEntry::isGap);
    String after =
        broken ? "; entries that count lie beyond: damage, or writes that a crash reordered" : "";
    return String.format(
        Locale.ROOT,
        "the run ends at offset %d: %s%s%n",
        dump.runEndOffset(),
        dump.runEnd(),
        after);
  }
}
