package org.ackmark.results.compare;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.ackmark.results.Arm;
import org.ackmark.results.Metric;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Status;
import org.ackmark.results.files.StoredRun;

/**
 * The values of one side's runs, as natural logarithms. Only observations that ran as intended
 * count, of the arm without a name or of the base: a candidate arm is another program.
 */
final class RunValues {
  private final List<StoredRun> runs;

  RunValues(List<StoredRun> runs) {
    this.runs = runs;
  }

  Set<Point> points() {
    Set<Point> points = new LinkedHashSet<>();
    runs.forEach(run -> sound(run).forEach(o -> points.add(o.point())));
    return points;
  }

  /** One value for each run that has any: the median over its blocks. */
  double[] sessions(Point point, Metric metric) {
    return runs.stream()
        .map(run -> blocks(run, point, metric))
        .filter(values -> values.length > 0)
        .mapToDouble(Spread::median)
        .toArray();
  }

  /** One value for each block of all runs. */
  double[] blocks(Point point, Metric metric) {
    return runs.stream()
        .flatMapToDouble(run -> Arrays.stream(blocks(run, point, metric)))
        .toArray();
  }

  private static double[] blocks(StoredRun run, Point point, Metric metric) {
    return sound(run).stream()
        .filter(o -> o.point().equals(point))
        .map(metric::of)
        .filter(value -> value.orElse(0) > 0)
        .mapToDouble(OptionalDouble::getAsDouble)
        .map(Math::log)
        .toArray();
  }

  private static List<Observation> sound(StoredRun run) {
    return run.observations().stream()
        .filter(o -> o.status() == Status.OK && counts(run, o.arm()))
        .toList();
  }

  private static boolean counts(StoredRun run, String arm) {
    return arm == null
        || run.run().arms(Arm.Role.BASE).stream().anyMatch(base -> base.name().equals(arm));
  }
}
