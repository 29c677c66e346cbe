package org.ackmark.results.report.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.report.model.Course;
import org.ackmark.results.report.model.Course.Interval;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;

/** What charts over time have in common. */
final class Courses {
  private Courses() {}

  /** The courses of a point, one for each observation: of response times where there are any. */
  static List<Course> of(Measured measured) {
    Map<Integer, List<Course>> blocks =
        measured.courses().stream().collect(Collectors.groupingBy(c -> c.observation().block()));
    return blocks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> preferred(entry.getValue()))
        .toList();
  }

  private static Course preferred(List<Course> ofOneBlock) {
    return ofOneBlock.stream()
        .filter(course -> course.timing() == Timing.RESPONSE)
        .findFirst()
        .orElse(ofOneBlock.getFirst());
  }

  /** Points of single logs that have courses, in the order of the run. */
  static List<Measured> points(RunView run) {
    return run.points().stream()
        .filter(point -> !point.replicated() && !point.courses().isEmpty())
        .toList();
  }

  /** When an interval ended, in seconds. */
  static double end(Interval interval) {
    return interval.startSeconds() + interval.lengthSeconds();
  }

  static String seconds(double seconds) {
    return Words.plain(Math.round(seconds * 10) / 10.0) + " s";
  }
}
