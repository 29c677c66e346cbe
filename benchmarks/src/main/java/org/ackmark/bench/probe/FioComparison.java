package org.ackmark.bench.probe;

/**
 * The probe and fio at the same job.
 *
 * @param method the probe's name of it
 * @param probeOpsPerSecond median of the probe's slices
 * @param fioOpsPerSecond median of fio's, which alternated with them
 * @param differencePercent median of the pairs: how much more the probe did than fio
 */
public record FioComparison(
    String method,
    int sizeBytes,
    double probeOpsPerSecond,
    double fioOpsPerSecond,
    double differencePercent) {}
