package org.ackmark.bench.paired;

import java.util.Arrays;
import java.util.List;

/**
 * What pairs of slices say: the log's commits against the floor beside them.
 *
 * @param pairs one for each slice of the log
 */
public record Pairing(List<Pair> pairs) {
  /** Copies the list. */
  public Pairing {
    pairs = List.copyOf(pairs);
  }

  /**
   * One slice of the log between two of the floor.
   *
   * @param commitsPerSecond acknowledged commits per second of the log
   * @param floorNs mean time of one write and sync, of the slices before and after it
   * @param syncsPerCommit syncs of the log per commit
   * @param efficiency commits/s × floor ÷ writers
   */
  public record Pair(
      double commitsPerSecond, double floorNs, double syncsPerCommit, double efficiency) {}

  /** The median of the pairs' efficiencies. */
  public double efficiency() {
    return quantile(0.5);
  }

  /** A quantile of the pairs' efficiencies, by the nearest rank. */
  public double quantile(double share) {
    double[] sorted = pairs.stream().mapToDouble(Pair::efficiency).sorted().toArray();
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /** Median of the log's commits per second. */
  public double commitsPerSecond() {
    return median(pairs.stream().mapToDouble(Pair::commitsPerSecond).toArray());
  }

  /** Median of the floor. */
  public double floorNs() {
    return median(pairs.stream().mapToDouble(Pair::floorNs).toArray());
  }

  /** Median of the log's syncs per commit. */
  public double syncsPerCommit() {
    return median(pairs.stream().mapToDouble(Pair::syncsPerCommit).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
