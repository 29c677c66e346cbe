package org.ackmark.bench.dump;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.wal.format.SegmentHeader;

/** A dump for a program. Pure. */
public final class DumpJson {
  private DumpJson() {}

  /** One object: header, entries and gaps, and where the run ends. */
  public static String render(Dump dump) {
    SegmentHeader header = dump.header();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", dump.name());
    tree.put("sizeBytes", dump.sizeBytes());
    tree.put("logId", header.logId().toString());
    tree.put("number", header.number());
    tree.put("previousNumber", header.previousNumber());
    tree.put("epoch", header.epoch());
    tree.put("keptLsn", header.keptLsn());
    tree.put("lowWaterLsn", header.lowWaterLsn());
    tree.put("runAlignmentBytes", header.runAlignmentBytes());
    tree.put("entries", dump.entries());
    tree.put("runEndOffset", dump.runEndOffset());
    tree.put("runEnd", dump.runEnd());
    return JsonText.pretty(tree, Redactor.none());
  }
}
