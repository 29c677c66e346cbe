package org.ackmark.results.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;

/**
 * One point over its blocks.
 *
 * @param point what was measured
 * @param observations its observations, in their order
 */
record PointSeries(Point point, List<Observation> observations) {
  /** One for each point, in the order of their first observation. */
  static List<PointSeries> of(List<Observation> observations) {
    Map<Point, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation observation : observations) {
      groups.computeIfAbsent(observation.point(), _ -> new ArrayList<>()).add(observation);
    }
    return groups.entrySet().stream().map(e -> new PointSeries(e.getKey(), e.getValue())).toList();
  }

  /** The figures that all observations have. */
  List<Figure> figures() {
    return Figure.common(observations);
  }

  /** Whether all observations have that figure. */
  boolean has(Figure figure) {
    return figures().contains(figure);
  }

  /** The values of a figure that all have, one for each observation. */
  double[] values(Figure figure) {
    return observations.stream().mapToDouble(o -> Figure.of(o).get(figure)).toArray();
  }

  /** The median of a figure that all have, with its interval. */
  MedianInterval median(Figure figure) {
    return MedianInterval.of(values(figure));
  }
}
