package org.ackmark.results.report.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ackmark.results.Observation;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Quantile;
import org.ackmark.results.latency.Timing;

/** Makes courses of histogram logs, small enough to be kept for hundreds of observations. */
final class CourseReader {
  private CourseReader() {}

  /** One course for each kind of time that was recorded often enough. */
  static List<Course> courses(Observation observation, List<LatencyInterval> intervals) {
    List<Course> courses = new ArrayList<>();
    for (Timing timing : Timing.values()) {
      List<LatencyInterval> own =
          intervals.stream()
              .filter(interval -> interval.timing() == timing)
              .sorted(Comparator.comparing(LatencyInterval::startedAt))
              .toList();
      if (own.size() >= Course.LEAST_INTERVALS) {
        Instant start = own.getFirst().startedAt();
        List<Course.Interval> course = own.stream().map(i -> interval(i, start)).toList();
        courses.add(new Course(observation, timing, begin(observation, start), course));
      }
    }
    return courses;
  }

  /** Clocks of two programs: what can not be is taken for the begin. */
  private static double begin(Observation observation, Instant start) {
    double begin = seconds(observation.startedAt(), start);
    return begin < 0 || begin * 1e9 > observation.durationNs() ? 0 : begin;
  }

  private static Course.Interval interval(LatencyInterval interval, Instant start) {
    return new Course.Interval(
        seconds(start, interval.startedAt()),
        seconds(interval.startedAt(), interval.endedAt()),
        interval.histogram().count(),
        interval.histogram().maxNs(),
        p99Ns(interval.histogram()),
        classes(interval.histogram()));
  }

  private static Long p99Ns(LatencyHistogram histogram) {
    OptionalLong found = histogram.quantileNs(Quantile.P99);
    return found.isPresent() ? found.getAsLong() : null;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private static Map<Integer, Long> classes(LatencyHistogram histogram) {
    Map<Integer, Long> classes = new TreeMap<>();
    long below = 0;
    for (int timeClass = 0; below < histogram.count(); timeClass++) {
      long upTo = histogram.count() - histogram.countAbove((long) Course.lowerNs(timeClass + 1));
      if (upTo > below) {
        classes.put(timeClass, upTo - below);
      }
      below = upTo;
    }
    return classes;
  }
}
