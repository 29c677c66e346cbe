package org.ackmark.bench.paired;

import java.util.Locale;
import org.ackmark.bench.probe.Quartiles;
import org.ackmark.wal.io.FileMethod;

/** A pairing as a few lines for people. Pure. */
public final class PairedText {
  private PairedText() {}

  /** Says what was compared, what came of it, and how sure it is. */
  public static String render(Contest contest, Pairing pairing) {
    return head(contest, pairing)
        + row("", "median", "quartiles", "")
        + row(
            contest.variant().label(),
            "%,.0f/s",
            pairing.commitsPerSecond(),
            1,
            "acknowledged commits")
        + row("floor", "%,.0f µs", pairing.floorNs(), 1e-3, floor(contest))
        + row("syncs per commit", "%.4f", pairing.syncsPerCommit(), 1, "")
        + parts(contest, pairing)
        + ratio(contest, pairing)
        + partsFoot(pairing);
  }

  private static String parts(Contest contest, Pairing pairing) {
    if (pairing.parts().isEmpty()) {
      return "";
    }
    String among = contest.writers() == 1 ? "of a commit" : "of a commit, all under way";
    String syncs =
        String.format(
            Locale.ROOT,
            "one alone, %.2f syncs per commit",
            pairing.part(Parts::unsyncedSyncsPerCommit).median());
    return row("p50", pairing.part(Parts::manyNs), among)
        + row("  network", pairing.part(Parts::networkNs), syncs)
        + row("  sync", pairing.part(Parts::syncNs), "more when it is synced")
        + row("  queue", pairing.part(Parts::queueNs), "more when all are under way");
  }

  private static String partsFoot(Pairing pairing) {
    return pairing.parts().isEmpty()
        ? ""
        : String.format(
            "network: p50 of a commit alone where W replicas write it and none syncs: messages,"
                + " threads, writes%n"
                + "sync: by how much that grows when they sync it; queue: and by how much with all"
                + " writers under way%n"
                + "each from slices of one pair; a part may lie below 0 by what slices differ"
                + " anyway%n");
  }

  private static String row(String name, Quartiles ns, String meaning) {
    return row(name, "%,.0f µs", ns, 1e-3, meaning);
  }

  private static String head(Contest contest, Pairing pairing) {
    return String.format(
        Locale.ROOT,
        "%s against %s: %d writer%s (%s), records of %,d B, %d pairs of slices%n"
            + "an acknowledged commit of %s survives: %s%n%n",
        contest.name(),
        contest.replication().isPresent() ? "its floor" : "the device floor",
        contest.writers(),
        contest.writers() == 1 ? "" : "s",
        contest.kind().label(),
        contest.recordBytes(),
        pairing.pairs().size(),
        contest.name(),
        contest.guarantee().label());
  }

  private static String floor(Contest contest) {
    String write =
        String.format(Locale.ROOT, "one write of %,d B %s", contest.groupBytes(), how(contest));
    return contest.replication().isPresent() ? write + " on each replica, and a round trip" : write;
  }

  private static String how(Contest contest) {
    FileMethod method = contest.floorMethod();
    return switch (method) {
      case FDATASYNC -> "and fdatasync";
      case FSYNC -> "and fsync";
      case DSYNC -> "with O_DSYNC";
      case DIRECT_DSYNC -> "with O_DIRECT|O_DSYNC";
      case MAPPED -> "and msync";
      case DIRECT -> throw new IllegalStateException("method=" + method);
    };
  }

  private static String ratio(Contest contest, Pairing pairing) {
    String label = contest.name();
    return contest.fair()
        ? row("efficiency", "%.2f", pairing.efficiency(), 1, "1 is all that the device can sync")
            + foot("efficiency")
        : row("ratio", "%,.2f", pairing.efficiency(), 1, "no efficiency: see below")
            + foot("ratio")
            + String.format(
                "the floor syncs each write, %s acknowledges before a sync: it promises less%n",
                label);
  }

  private static String foot(String ratio) {
    return String.format(
        "%nfloor: a record of each writer in one write; %s: commits/s × floor ÷ writers, pair by"
            + " pair%n",
        ratio);
  }

  private static String row(
      String name, String format, Quartiles figure, double scale, String meaning) {
    String median = String.format(Locale.ROOT, format, figure.median() * scale);
    String plain = format.replaceFirst("[ /].*", "");
    String lower = String.format(Locale.ROOT, plain, figure.lower() * scale);
    String upper = String.format(Locale.ROOT, plain, figure.upper() * scale);
    return row(name, median, lower + " to " + upper, meaning);
  }

  private static String row(String name, String median, String quartiles, String meaning) {
    return String.format(Locale.ROOT, "%-17s%13s  %-19s%s%n", name, median, quartiles, meaning)
        .replaceFirst(" +(\\R)$", "$1");
  }
}
