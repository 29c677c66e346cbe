package org.ackmark.bench.run;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.ackmark.bench.probe.ProbeMethod;
import org.ackmark.results.ProbePoint;

/**
 * The device floors that one probe of a run has measured.
 *
 * @param points as the probe gave them
 */
public record Floors(List<ProbePoint> points) {
  /** Copies the list. */
  public Floors {
    points = List.copyOf(points);
  }

  /** Mean time of one write and its sync; empty when it was not measured. */
  public OptionalDouble meanNs(ProbeMethod method, int sizeBytes) {
    return points.stream()
        .filter(p -> p.method().equals(method.label()) && p.sizeBytes() == sizeBytes)
        .filter(p -> p.skipped() == null)
        .mapToDouble(p -> 1e9 / p.opsPerSecond())
        .findFirst();
  }

  /** Median of the write that stands for the device, by which blocks are judged. */
  public Long referenceP50Ns() {
    return points.stream()
        .filter(p -> p.method().equals(BlockProbe.REFERENCE.method().label()))
        .filter(p -> p.sizeBytes() == BlockProbe.REFERENCE.sizeBytes() && p.skipped() == null)
        .map(p ->
            p.latency().p50Ns() != null
                ? p.latency().p50Ns()
                : Long.valueOf(Math.max(1, Math.round(1e9 / p.opsPerSecond()))))
        .findFirst()
        .orElse(null);
  }

  /** Why O_DIRECT can't be used here; null when it can. */
  public String directRefused() {
    return points.stream()
        .filter(p -> p.method().equals(ProbeMethod.DIRECT_DSYNC.label()))
        .map(ProbePoint::skipped)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
