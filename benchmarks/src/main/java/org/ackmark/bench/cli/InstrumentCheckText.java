package org.ackmark.bench.cli;

import java.util.List;
import java.util.Locale;
import org.ackmark.results.calibration.InstrumentCheck.Checked;
import org.ackmark.results.calibration.InstrumentCheck.Tally;
import org.ackmark.results.compare.Verdict;

/** How often the instrument was right, as a table for a terminal. */
final class InstrumentCheckText {
  private InstrumentCheckText() {}

  static String render(List<Checked> checked) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "arm",
        "over all blocks",
        "comparisons",
        "of",
        "REGRESSED",
        "IMPROVED",
        "SAME",
        "INCONCLUSIVE");
    for (Checked arm : checked) {
      String effect = String.format(Locale.ROOT, "%+.1f %%", arm.effectPercent());
      if (arm.lowPercent() != null && arm.highPercent() != null) {
        effect += String.format(Locale.ROOT, " [%+.1f %+.1f]", arm.lowPercent(), arm.highPercent());
      }
      tally(text, arm.arm(), effect, arm.blocks() + " in a row", arm.disjoint());
      tally(text, "", "", arm.blocks() + " drawn", arm.drawn());
    }
    return text.toString();
  }

  private static void tally(
      StringBuilder text, String arm, String effect, String blocks, Tally tally) {
    line(
        text,
        arm,
        effect,
        String.valueOf(tally.comparisons()),
        blocks,
        share(tally, Verdict.REGRESSED),
        share(tally, Verdict.IMPROVED),
        share(tally, Verdict.SAME),
        share(tally, Verdict.INCONCLUSIVE)
            + (tally.noVerdict() == 0 ? "" : "  none: " + tally.noVerdict()));
  }

  private static String share(Tally tally, Verdict verdict) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * tally.share(verdict));
  }

  private static void line(StringBuilder text, String... cells) {
    text.append(
            String.format(Locale.ROOT, "%-12s %-24s %11s %-13s %10s %9s %8s %13s", (Object[]) cells)
                .stripTrailing())
        .append('\n');
  }
}
