package org.ackmark.bench.probe;

import java.util.List;
import java.util.Locale;

/**
 * Whether the probe agrees with fio.
 *
 * @param unavailable why fio was not run; null if it was
 */
public record FioReport(String unavailable, List<FioComparison> comparisons) {
  /** How far apart the two may lie. */
  public static final double AGREEMENT_PERCENT = 10;

  /** Copies the list. */
  public FioReport {
    comparisons = List.copyOf(comparisons);
  }

  /** Whether all lie within {@link #AGREEMENT_PERCENT}; false when nothing was compared. */
  public boolean agrees() {
    return !comparisons.isEmpty()
        && comparisons.stream().allMatch(c -> Math.abs(c.differencePercent()) <= AGREEMENT_PERCENT);
  }

  /** A line for each job. */
  public String text() {
    if (unavailable != null) {
      return "not verified: " + unavailable + System.lineSeparator();
    }
    StringBuilder text = new StringBuilder();
    for (FioComparison c : comparisons) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-14s %s  probe %s/s  fio %s/s  %+.1f %%%n",
              c.method(),
              Figures.size(c.sizeBytes()),
              Figures.count(c.probeOpsPerSecond()),
              Figures.count(c.fioOpsPerSecond()),
              c.differencePercent()));
    }
    String outcome =
        agrees() ? "verified: the probe and fio agree" : "NOT verified: the probe and fio differ";
    String bound = agrees() ? "within" : "by more than";
    text.append(String.format(Locale.ROOT, "%s %s %.0f %%%n", outcome, bound, AGREEMENT_PERCENT));
    return text.toString();
  }
}
