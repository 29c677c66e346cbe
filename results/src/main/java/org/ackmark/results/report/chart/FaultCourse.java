package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.ackmark.results.Fault;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;
import org.ackmark.results.report.model.Course;
import org.ackmark.results.report.model.Course.Interval;

/**
 * How one observation went around its fault, in seconds from when that began. Where nothing was
 * recorded nothing was acknowledged: such times are slices too, with none. Immutable.
 *
 * @param block which block
 * @param doubtful whether it did not run as intended
 * @param slices in order, without gaps
 * @param overSeconds when the fault was over; infinite if it lasted to the end
 */
record FaultCourse(int block, boolean doubtful, List<Slice> slices, double overSeconds) {
  private static final double NS = 1e9;

  /** What is shorter than that is a seam between intervals, not a time without acknowledgements. */
  private static final double SEAM = 0.5;

  /** A stretch of time. */
  enum Phase {
    BEFORE("before"),
    DURING("during the fault"),
    AFTER("after it");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A time with one rate.
   *
   * @param longestNs the longest time of a commit; 0 if there was none
   * @param p99Ns null where there were too few commits for it
   */
  record Slice(double from, double to, long count, long longestNs, Long p99Ns) {
    double perSecond() {
      return count / (to - from);
    }

    double middle() {
      return (from + to) / 2;
    }

    double length() {
      return to - from;
    }

    /** The 99th percentile, or where commits were too few for it what it can not exceed. */
    double boundNs() {
      return p99Ns == null ? (double) longestNs : p99Ns.doubleValue();
    }
  }

  /** Copies the slices. */
  FaultCourse {
    slices = List.copyOf(slices);
  }

  /** That course; empty if it does not tell when its fault began. */
  static Optional<FaultCourse> of(Course course) {
    Observation observation = course.observation();
    SortedMap<String, Double> metrics = observation.metrics();
    Double at = metrics.get(Fault.AT_NS);
    if (at == null) {
      return Optional.empty();
    }
    Double back = metrics.get(Fault.BACK_AT_NS);
    double over = back == null ? Double.POSITIVE_INFINITY : (back - at) / NS;
    List<Slice> slices = slices(course, observation.durationNs() / NS, at / NS);
    return Optional.of(
        new FaultCourse(observation.block(), observation.status() != Status.OK, slices, over));
  }

  private static List<Slice> slices(Course course, double durationSeconds, double atSeconds) {
    double usual =
        course.intervals().stream()
            .mapToDouble(Interval::lengthSeconds)
            .sorted()
            .skip(course.intervals().size() / 2)
            .findFirst()
            .orElseThrow();
    List<Slice> slices = new ArrayList<>();
    double end = 0;
    for (Interval interval : course.intervals()) {
      double from = course.beginSeconds() + interval.startSeconds();
      addSilence(slices, end - atSeconds, from - atSeconds, usual);
      end = from + interval.lengthSeconds();
      if (interval.lengthSeconds() > 0) {
        slices.add(slice(interval, from - atSeconds, end - atSeconds));
      }
    }
    addSilence(slices, end - atSeconds, durationSeconds - atSeconds, usual);
    return slices;
  }

  private static Slice slice(Interval interval, double from, double to) {
    return new Slice(from, to, interval.count(), interval.maxNs(), interval.p99Ns());
  }

  private static void addSilence(List<Slice> slices, double from, double to, double usual) {
    if (to - from > SEAM * usual) {
      slices.add(new Slice(from, to, 0, 0, null));
    }
  }

  Phase phase(Slice slice) {
    if (slice.middle() < 0) {
      return Phase.BEFORE;
    }
    return slice.middle() < overSeconds ? Phase.DURING : Phase.AFTER;
  }

  List<Slice> in(Phase phase) {
    return slices.stream().filter(slice -> phase(slice) == phase).toList();
  }

  /** Acknowledgements per second in all of that phase, times without any included. */
  static double perSecond(List<Slice> slices) {
    double seconds = slices.stream().mapToDouble(Slice::length).sum();
    return seconds > 0 ? slices.stream().mapToLong(Slice::count).sum() / seconds : 0;
  }

  /** The longest time without an acknowledgement since the fault began. */
  double silenceSeconds() {
    double longest = 0;
    double now = 0;
    for (Slice slice : slices) {
      now = slice.count > 0 || slice.middle() < 0 ? 0 : now + slice.length();
      longest = Math.max(longest, now);
    }
    return longest;
  }

  double begin() {
    return slices.getFirst().from;
  }

  double end() {
    return slices.getLast().to;
  }
}
