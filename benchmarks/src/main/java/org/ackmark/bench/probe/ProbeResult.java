package org.ackmark.bench.probe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ackmark.results.ProbePoint;

/**
 * The device floor of a directory.
 *
 * @param points in the plan's order
 * @param driftPercent how far the rounds of the first durable setting lie apart; absent with one
 *     round
 */
public record ProbeResult(List<ProbePoint> points, OptionalDouble driftPercent) {

  /** Copies the list. */
  public ProbeResult {
    points = List.copyOf(points);
  }

  /** The point of a setting, if it was asked for and measured. */
  public Optional<ProbePoint> measured(ProbeMethod method, int sizeBytes, int queueDepth) {
    return points.stream()
        .filter(p -> p.method().equals(method.label()))
        .filter(p -> p.sizeBytes() == sizeBytes && p.queueDepth() == queueDepth)
        .filter(p -> p.skipped() == null)
        .findFirst();
  }

  static OptionalDouble driftPercent(List<PointRun> runs) {
    List<Slice> slices =
        runs.stream()
            .filter(r -> r.setting().method().durable() && r.slices().size() > 1)
            .map(PointRun::slices)
            .findFirst()
            .orElse(List.of());
    double least = slices.stream().mapToDouble(Slice::meanNs).min().orElse(0);
    double most = slices.stream().mapToDouble(Slice::meanNs).max().orElse(0);
    return least > 0 ? OptionalDouble.of(100 * (most / least - 1)) : OptionalDouble.empty();
  }
}
