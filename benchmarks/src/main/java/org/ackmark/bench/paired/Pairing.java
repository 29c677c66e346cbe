package org.ackmark.bench.paired;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ackmark.bench.probe.Quartiles;

/**
 * What pairs of slices say: the log's commits against the floor beside them.
 *
 * @param pairs one for each slice of the log
 * @param parts what a commit was made of, pair by pair; none of a log that has no such parts
 */
public record Pairing(List<Pair> pairs, List<Parts> parts) {
  /** Copies the lists. */
  public Pairing {
    pairs = List.copyOf(pairs);
    parts = List.copyOf(parts);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("pairs=0");
    }
    if (!parts.isEmpty() && parts.size() != pairs.size()) {
      throw new IllegalArgumentException("pairs=" + pairs.size() + " parts=" + parts.size());
    }
  }

  /** Of a log whose commits have no parts. */
  public Pairing(List<Pair> pairs) {
    this(pairs, List.of());
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
      double commitsPerSecond, double floorNs, double syncsPerCommit, double efficiency) {

    static Pair of(long commits, long elapsedNs, long syncs, double floorNs, int writers) {
      double rate = commits * 1e9 / elapsedNs;
      return new Pair(rate, floorNs, (double) syncs / commits, rate * floorNs / 1e9 / writers);
    }
  }

  /** Of the paired ratios: not the ratio of the medians, which a drift of the device would bend. */
  public Quartiles efficiency() {
    return quartiles(Pair::efficiency);
  }

  /** Of the log's commits per second. */
  public Quartiles commitsPerSecond() {
    return quartiles(Pair::commitsPerSecond);
  }

  /** Of the floor. */
  public Quartiles floorNs() {
    return quartiles(Pair::floorNs);
  }

  /** Of the log's syncs per commit. */
  public Quartiles syncsPerCommit() {
    return quartiles(Pair::syncsPerCommit);
  }

  /** Of a figure of the parts, pair by pair. */
  public Quartiles part(ToDoubleFunction<Parts> figure) {
    return Quartiles.of(parts.stream().mapToDouble(figure).toArray());
  }

  private Quartiles quartiles(ToDoubleFunction<Pair> figure) {
    return Quartiles.of(pairs.stream().mapToDouble(figure).toArray());
  }
}
