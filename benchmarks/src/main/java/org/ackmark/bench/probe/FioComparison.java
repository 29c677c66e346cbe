package org.ackmark.bench.probe;

/**
 * The probe and fio at the same job.
 *
 * @param method the probe's name of it
 * @param probeOpsPerSecond median of the probe's slices
 * @param fioOpsPerSecond median of fio's, which alternated with them
 * @param differencePercent of the pairs: how much more the probe did than fio
 */
public record FioComparison(
    String method,
    int sizeBytes,
    double probeOpsPerSecond,
    double fioOpsPerSecond,
    Quartiles differencePercent) {

  /** Whether the median of the pairs is within {@code percent}. */
  boolean agrees(double percent) {
    return Math.abs(differencePercent.median()) <= percent;
  }

  /** Whether the middle half of the pairs is beyond {@code percent}, on one side. */
  boolean differs(double percent) {
    return differencePercent.lower() > percent || differencePercent.upper() < -percent;
  }
}
