package org.ackmark.results.report.page;

import java.util.List;
import org.ackmark.results.report.svg.Element;

/** What the words mean, for those who read their first report. */
final class Guide {
  private static final List<String[]> TERMS =
      List.of(
          new String[] {
            "guarantee",
            "What an acknowledged commit survives. Compare within a guarantee: across, figures"
                + " answer different questions."
          },
          new String[] {
            "writers", "How many writes wait for their acknowledgement at the same time."
          },
          new String[] {
            "commits/s",
            "Acknowledged commits per second of all writers together: the median over the blocks,"
                + " and the least and greatest block below it."
          },
          new String[] {
            "p50, p99, p99.9",
            "Half, 99 in 100 and 999 in 1,000 commits are acknowledged within that time after they"
                + " were submitted. Left out where fewer than ten commits lie beyond."
          },
          new String[] {
            "response time",
            "From the moment at which a write was to start: a late start counts. Service time"
                + " begins with the submit."
          },
          new String[] {
            "syncs/commit", "1: each commit has a sync of its own. 0.02: fifty commits share one."
          },
          new String[] {
            "efficiency",
            "Share of what the device can sync at best, from the probe beside the block. Above 1:"
                + " the device was faster then than when it was probed."
          },
          new String[] {
            "block", "One round in which everything is measured once, each in a fresh process."
          },
          new String[] {
            "disturbed",
            "The device changed so much during the block that its figures are marked, and enter"
                + " medians only where there are no others."
          });

  private Guide() {}

  static Element section() {
    return Html.section("guide", "How to read this", "What the words mean").add(Html.facts(TERMS));
  }
}
