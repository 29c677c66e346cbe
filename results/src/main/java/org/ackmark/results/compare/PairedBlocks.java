package org.ackmark.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Status;

/**
 * The blocks of a run with arms: which of them count, and the pairs that they hold. A block in
 * which the device moved counts for no arm, even if only one was seen to suffer.
 */
final class PairedBlocks {
  private final List<DroppedBlock> dropped = new ArrayList<>();
  private final Map<Integer, List<Observation>> kept = new TreeMap<>();

  /** One point's observations of two arms in one block. */
  record Pair(Observation base, Observation candidate) {}

  PairedBlocks(List<Observation> observations) {
    Map<Integer, List<Observation>> blocks = new TreeMap<>();
    observations.forEach(o -> blocks.computeIfAbsent(o.block(), _ -> new ArrayList<>()).add(o));
    blocks.forEach(this::sort);
  }

  private void sort(int block, List<Observation> observations) {
    observations.stream()
        .filter(o -> o.status() == Status.DISTURBED)
        .findFirst()
        .ifPresentOrElse(
            disturbed -> dropped.add(new DroppedBlock(block, disturbed.reason())),
            () -> kept.put(block, observations));
  }

  List<DroppedBlock> dropped() {
    return dropped;
  }

  int count() {
    return kept.size();
  }

  /** The points that were observed in any of those arms, in order. */
  Set<Point> points(String base, String candidate) {
    Set<Point> points = new LinkedHashSet<>();
    for (List<Observation> block : kept.values()) {
      block.stream()
          .filter(o -> base.equals(o.arm()) || candidate.equals(o.arm()))
          .forEach(o -> points.add(o.point()));
    }
    return points;
  }

  /** The pairs of blocks in which both arms ran as intended. */
  List<Pair> pairs(Point point, String base, String candidate) {
    List<Pair> pairs = new ArrayList<>();
    for (List<Observation> block : kept.values()) {
      Observation one = sound(block, point, base);
      Observation other = sound(block, point, candidate);
      if (one != null && other != null) {
        pairs.add(new Pair(one, other));
      }
    }
    return pairs;
  }

  /** Why some of an arm's observations of a point count for nothing, each reason once. */
  Map<String, Integer> losses(Point point, String arm) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (List<Observation> block : kept.values()) {
      block.stream()
          .filter(o -> o.point().equals(point) && arm.equals(o.arm()) && o.status() != Status.OK)
          .forEach(o -> reasons.merge(o.status().label() + ": " + o.why(), 1, Integer::sum));
    }
    return reasons;
  }

  private static Observation sound(List<Observation> block, Point point, String arm) {
    return block.stream()
        .filter(o -> o.point().equals(point) && arm.equals(o.arm()) && o.status() == Status.OK)
        .findFirst()
        .orElse(null);
  }
}
