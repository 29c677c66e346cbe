package org.ackmark.bench.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cross product of a workload's axes. Pure. */
final class Points {
  private Points() {}

  /** The points of one workload, variant by variant. */
  static List<Point> of(Workload workload, List<VariantSetup> variants) {
    return variants.stream()
        .filter(variant -> workload.variants().contains(variant.label()))
        .flatMap(variant -> ofVariant(workload, variant))
        .toList();
  }

  private static Stream<Point> ofVariant(Workload w, VariantSetup variant) {
    return w.recordBytes().stream()
        .flatMap(bytes -> w.keys().stream().flatMap(keys -> ofData(w, variant, bytes, keys)));
  }

  private static Stream<Point> ofData(Workload w, VariantSetup variant, long bytes, int keys) {
    return w.logBytes().stream()
        .flatMap(logBytes ->
            w.backgroundBytesPerSecond().stream()
                .flatMap(rate -> ofLoad(w, variant, bytes, rate, keys, logBytes)));
  }

  /** Ratis is measured once, not once for each variant. */
  private static boolean isOf(Optional<Replication> replication, VariantSetup variant) {
    return variant.isRatis() == replication.filter(Replication::onRatis).isPresent();
  }

  private static Stream<Point> ofLoad(
      Workload w, VariantSetup variant, long bytes, long rate, int keys, long logBytes) {
    return w.threadKinds().stream()
        .flatMap(kind ->
            w.writers().stream()
                .flatMap(writers ->
                    w.replications().stream()
                        .filter(replication -> isOf(replication, variant))
                        .map(replication ->
                            new Point(
                                variant,
                                w.benchmark(),
                                kind,
                                writers,
                                bytes,
                                rate,
                                keys,
                                w.getPercent(),
                                logBytes,
                                replication))));
  }
}
