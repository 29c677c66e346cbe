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
        && comparisons.stream().allMatch(c -> c.agrees(AGREEMENT_PERCENT));
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
              "%-14s %s  probe %s/s  fio %s/s  %+.1f %% (%+.1f to %+.1f)%n",
              c.method(),
              Figures.size(c.sizeBytes()),
              Figures.count(c.probeOpsPerSecond()),
              Figures.count(c.fioOpsPerSecond()),
              c.differencePercent().median(),
              c.differencePercent().lower(),
              c.differencePercent().upper()));
    }
    return text.append(String.format(Locale.ROOT, outcome(), AGREEMENT_PERCENT)).toString();
  }

  private String outcome() {
    if (agrees()) {
      return "verified: the probe and fio agree within %.0f %%%n";
    }
    return comparisons.stream().anyMatch(c -> c.differs(AGREEMENT_PERCENT))
        ? "NOT verified: the probe and fio differ by more than %.0f %%%n"
        : "can't tell: the disk moved by more than %.0f %% between the two; try when it is quiet%n";
  }
}
